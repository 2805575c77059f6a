"""One row in every table of a schema, whichever it is."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, MetaData, Table, text

from carecircle.db.session import Database

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
PARTICULAR = {
    "ends_at": AT + timedelta(hours=8),
    "local_time": "08:00",
    "endpoint": "https://push.example/xyz",
}


def fill(database: Database) -> dict[str, int]:
    """One row in each table, all ids alike, so that every reference points somewhere."""
    metadata = MetaData()
    with database.writer.begin() as connection:
        metadata.reflect(connection)
        tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
        for table in tables:
            connection.execute(table.insert(), [row(table)])
        return {table.name: count(connection, table.name) for table in tables}


def count(connection: Connection, table: str) -> int:
    return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0


def row(table: Table) -> dict[str, Any]:
    return {c.name: _value(table, c) for c in table.c if not c.nullable or c.foreign_keys}


def _value(table: Table, column: Column[Any]) -> Any:
    if word := _known_word(table, column.name):
        return word
    if column.name in PARTICULAR:
        return PARTICULAR[column.name]
    kind = column.type.python_type
    samples: dict[type, Any] = {str: "xyz", bool: False, dict: {}, datetime: AT, bytes: b"x"}
    return samples.get(kind, AT.date() if kind.__name__ == "date" else 60)


def _known_word(table: Table, name: str) -> str | None:
    """The first word that a CHECK of this table knows for the column."""
    for check in table.constraints:
        if isinstance(check, CheckConstraint):
            said = str(check.sqltext)
            if re.match(rf"[(]*{name}\b[^']* (IN|= ANY)\b", said):
                return re.findall("'([^']+)'", said)[0]
    return None
