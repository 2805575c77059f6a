"""Migrates with alembic, and writes the next migration."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from carecircle.db.answers import answers_within
from carecircle.db.schema import FOLDER, newest, not_ready
from carecircle.db.session import Database

LIMITS = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
ONE_AT_A_TIME = 4_207_001  # of PostgreSQL's advisory locks; SQLite's BEGIN IMMEDIATE does as much


def upgrade(database: Database, revision: str) -> None:
    """Raises SchemaTooNew. Of several processes at once one migrates, the others wait."""
    config = _config()
    with database.reader.connect() as connection:
        _refuse_newer(connection, ScriptDirectory.from_config(config))
    with _alone(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """Yields a connection on which no other process migrates, and which may take its time.

    SQLite changes a table by creating it anew, which foreign keys to it would forbid: they are
    off meanwhile, which can be set outside a transaction only, and checked at the end."""
    with database.writer.connect() as connection:
        if not database.is_sqlite:
            with answers_within(None), connection.begin():
                for limit in LIMITS:
                    connection.execute(text(f"SET LOCAL {limit} = 0"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
                yield connection
            return
        _set_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                _check_references(connection)
        finally:
            _set_foreign_keys(connection, "ON")


def _set_foreign_keys(connection: Connection, mode: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys={mode}")


def _check_references(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise RuntimeError(f"{broken[0]} would point to nothing in {broken[2]}: not changed")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def _refuse_newer(connection: Connection, script: ScriptDirectory) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise not_ready("newer", current)


def write_next(message: str) -> None:
    """Write the migration from a migrated database to the tables that the caller has imported."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/compared.sqlite3")
        upgrade(database, "head")
        config = _config()
        with database.writer.begin() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True, rev_id=_after(newest()))
        database.close()


def _after(revision: str) -> str:
    return f"{int(revision) + 1:04d}"
