"""The schemas that this code knows, and whether a database has the newest one. Changes nothing."""

from pathlib import Path
from typing import Literal

from sqlalchemy import inspect, text

from carecircle.db.session import Database

FOLDER = Path(__file__).parent / "migrations"
Problem = Literal["missing", "older", "newer"]
_WORDS: dict[Problem, str] = {
    "missing": "The database has no CareCircle schema yet: run `carecircle migrate`",
    "older": "The database has schema {found}, and this version needs {needed}: "
    "run `carecircle migrate`",
    "newer": "This database has schema {found}, which this version of CareCircle does not know. "
    "Run the version that made it, or a newer one",
}


class DatabaseNotReady(RuntimeError):
    """The database answers but must not be served yet. code: why, for programs; the text says
    what the operator has to do."""

    def __init__(self, code: str, words: str):
        super().__init__(words)
        self.code = code


class SchemaTooNew(DatabaseNotReady):
    """Newer code than this has migrated the database."""


def newest() -> str:
    """Returns the last revision; the name of each migration's file begins with its revision."""
    return max(_known())


def revision_of(database: Database) -> str | None:
    """Returns the revision of the database; None without a schema. Never creates a file."""
    if _is_absent(database):
        return None
    with database.reader.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision


def check(database: Database) -> None:
    """Raises DatabaseNotReady unless the database has the schema of this code."""
    found = revision_of(database)
    if found == newest():
        return
    if found is None:
        raise not_ready("missing", found)
    raise not_ready("older" if found in _known() else "newer", found)


def not_ready(problem: Problem, found: str | None) -> DatabaseNotReady:
    """Returns the error, to be raised, for a database with this revision."""
    kind = SchemaTooNew if problem == "newer" else DatabaseNotReady
    return kind(problem, _WORDS[problem].format(found=found, needed=newest()))


def _known() -> set[str]:
    return {path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py")}


def _is_absent(database: Database) -> bool:
    """Returns whether the file of an SQLite database is not there yet, though its folder is."""
    name = database.url.database if database.is_sqlite else None
    if not name or name == ":memory:" or name.startswith("file:"):
        return False
    return not Path(name).exists() and Path(name).parent.is_dir()
