"""Bring a database to the schema of this code, forward only; refuse a newer one.

`python -m carecircle.db.migrate "what changes"` writes the next step from the difference between
the tables in the code and a freshly migrated database.
"""

import sys
from pathlib import Path

from sqlalchemy import inspect, text

from carecircle.db.session import Database

FOLDER = Path(__file__).parent / "migrations"


class SchemaTooNew(RuntimeError):
    """The database was brought further by newer code than this."""


def upgrade(database: Database, revision: str = "head") -> None:
    """Raises SchemaTooNew. Several processes at once: one does it, the others wait.

    Mostly there is nothing to do, and a worker starts sooner without importing what does it.
    """
    if _revision(database) == newest():
        return
    from carecircle.db import steps

    steps.upgrade(database, revision)


def newest() -> str:
    """The revision to which the code's last step leads; each step's file begins with its own."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def _revision(database: Database) -> str | None:
    with database.reader.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


if __name__ == "__main__":
    from carecircle.db.steps import write_next

    write_next(sys.argv[1])
