"""A database with rows in every table is brought forward from every step, and keeps them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Connection, MetaData, Table, text

from carecircle.db import migrate, schema
from carecircle.db.session import Database
from tests.conftest import BOTH

STEPS = sorted(path.name[:4] for path in (schema.FOLDER / "versions").glob("0*.py"))[:-1]
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
PARTICULAR = {
    "ends_at": AT + timedelta(hours=8),
    "local_time": "08:00",
    "endpoint": "https://push.example/xyz",
}


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a schema, of each kind."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/old.sqlite3")
        yield database
        database.close()
    else:
        server = request.getfixturevalue("postgres")
        database = Database(server.create())
        yield database
        database.close()
        server.drop(database.url.render_as_string(hide_password=False))


@pytest.mark.parametrize("step", STEPS)
def test_every_row_comes_through_from_every_step(empty: Database, step: str) -> None:
    migrate.upgrade(empty, step)
    before = _fill(empty)
    migrate.upgrade(empty)
    with empty.writer.begin() as connection:
        assert {name: _count(connection, name) for name in before} == before
        if empty.is_sqlite:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def test_of_several_open_drills_the_oldest_goes_on(empty: Database) -> None:
    migrate.upgrade(empty, "0022")
    _fill(empty)
    table = Table("emergency", MetaData(), autoload_with=empty.writer)
    with empty.writer.begin() as connection:
        for id_ in ("drill1", "drill2", "drill3"):
            drill = {"id": id_, "is_drill": True, "status": "raised"}
            connection.execute(table.insert(), [_row(table) | drill])
    migrate.upgrade(empty)
    with empty.writer.begin() as connection:
        rows = connection.execute(text("SELECT id, status FROM emergency WHERE is_drill"))
        closed = {"drill2": "resolved", "drill3": "resolved"}
        assert dict(rows.all()) == {"drill1": "raised"} | closed


def _fill(database: Database) -> dict[str, int]:
    """One row in each table, all ids alike, so that every reference points somewhere."""
    metadata = MetaData()
    with database.writer.begin() as connection:
        metadata.reflect(connection)
        tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
        for table in tables:
            connection.execute(table.insert(), [_row(table)])
        return {table.name: _count(connection, table.name) for table in tables}


def _count(connection: Connection, table: str) -> int:
    return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0


def _row(table: Table) -> dict[str, Any]:
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
