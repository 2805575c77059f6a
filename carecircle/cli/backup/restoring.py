"""Restoring a backup. Logs continue under a new epoch, so that open pages reload."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, TableClause, column, delete, func, insert, select, table, update

from carecircle.care.notifications.models import OffDutyNotified
from carecircle.cli.backup import archive
from carecircle.db.base import Base, new_id
from carecircle.db.session import Database
from carecircle.events.models import FamilyStream, RevocationStream

AT_ONCE = 500
MIGRATION_ROWS = (RevocationStream, OffDutyNotified)  # one row each, even in an empty database


class NotEmpty(Exception):
    """The database has rows: a restore never mixes with existing data."""


def restore(database: Database, path: Path) -> int:
    """Restores all rows or none; returns their count.

    Raises NotEmpty and archive.UnreadableBackup."""
    with database.writer.begin() as connection:
        _must_be_empty(connection)
        for table in MIGRATION_ROWS:
            connection.execute(delete(table))
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        rows = _insert(connection, path)
        for family_id in connection.scalars(select(FamilyStream.family_id)).all():
            stream = update(FamilyStream).where(FamilyStream.family_id == family_id)
            connection.execute(stream.values(epoch=new_id()))
    return rows


def _must_be_empty(connection: Connection) -> None:
    for name in ("account", "family"):
        if connection.scalar(select(func.count()).select_from(Base.metadata.tables[name])):
            raise NotEmpty("this database is in use: restore into an empty one")


def _insert(connection: Connection, path: Path) -> int:
    total, rows = 0, archive.read(path, archive.schema_of(connection))
    for name, group in groupby(rows, key=lambda pair: pair[0]):
        waiting = [values for _, values in group]
        total += len(waiting)
        for start in range(0, len(waiting), AT_ONCE):
            connection.execute(insert(_table(name, waiting[0])), waiting[start : start + AT_ONCE])
    return total


def _table(name: str, row: Mapping[str, Any]) -> TableClause:
    """Returns the table with the columns of the backup alone: its schema may be an older one, which
    this code would fill with defaults of columns that are not there yet."""
    known = Base.metadata.tables[name].columns
    typed = (column(one, known[one].type) if one in known else column(one) for one in row)
    return table(name, *typed)
