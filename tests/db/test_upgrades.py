"""A database with rows in every table is brought forward from every step, and keeps them."""

import pytest
from sqlalchemy import MetaData, Table, text

from carecircle.db import migrate, schema
from carecircle.db.session import Database
from tests.db.filling import count, fill, row

STEPS = sorted(path.name[:4] for path in (schema.FOLDER / "versions").glob("0*.py"))[:-1]


@pytest.mark.parametrize("step", STEPS)
def test_every_row_comes_through_from_every_step(empty: Database, step: str) -> None:
    migrate.upgrade(empty, step)
    before = fill(empty)
    migrate.upgrade(empty)
    with empty.writer.begin() as connection:
        assert {name: count(connection, name) for name in before} == before
        if empty.is_sqlite:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def test_of_several_open_drills_the_oldest_goes_on(empty: Database) -> None:
    migrate.upgrade(empty, "0022")
    fill(empty)
    table = Table("emergency", MetaData(), autoload_with=empty.writer)
    with empty.writer.begin() as connection:
        for id_ in ("drill1", "drill2", "drill3"):
            drill = {"id": id_, "is_drill": True, "status": "raised"}
            connection.execute(table.insert(), [row(table) | drill])
    migrate.upgrade(empty)
    with empty.writer.begin() as connection:
        rows = connection.execute(text("SELECT id, status FROM emergency WHERE is_drill"))
        closed = {"drill2": "resolved", "drill3": "resolved"}
        assert dict(rows.all()) == {"drill1": "raised"} | closed
