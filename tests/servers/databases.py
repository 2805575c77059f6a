"""Migrated databases, quick to get: a copy of a file, or a copy of a template in PostgreSQL."""

import shutil
from pathlib import Path

from carecircle.db import migrate
from carecircle.db.session import Database
from tests.servers.postgres import Postgres

TEMPLATE = "migrated"


def migrated_file(folder: Path) -> Path:
    """An SQLite file with the newest schema and nothing in it."""
    path = folder / "migrated.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrate.upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


def copy_of(path: Path, folder: Path) -> str:
    """The address of a new SQLite database like that one."""
    target = folder / "carecircle.sqlite3"
    shutil.copyfile(path, target)
    return f"sqlite:///{target}"


def migrate_template(postgres: Postgres) -> str:
    """Make the template that `postgres.create(TEMPLATE)` copies."""
    database = Database(postgres.create(name=TEMPLATE))
    migrate.upgrade(database)
    database.close()
    return TEMPLATE
