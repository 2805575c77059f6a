"""The next migration has the whole difference between the code and a migrated database."""

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Column, Index, MetaData, String, Table, text

from carecircle import models as _models  # noqa: F401  registers every table
from carecircle.db import schema, steps
from carecircle.db.base import NAMES, Base, one_of, text_length

PRESS = "uq_emergency_press"


@pytest.fixture
def code(monkeypatch: pytest.MonkeyPatch) -> MetaData:
    """A copy of the tables of the code, to be changed."""
    copy = MetaData(naming_convention=NAMES)
    for table in Base.metadata.sorted_tables:
        table.to_metadata(copy)
    monkeypatch.setattr(Base, "metadata", copy)
    return copy


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations, to be added to."""
    copy = tmp_path / "migrations"
    shutil.copytree(schema.FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "FOLDER", copy)
    monkeypatch.setattr(steps, "FOLDER", copy)
    return copy / "versions"


def next_migration(folder: Path) -> list[str]:
    """The lines of the migration that is written now; `pass` alone if there is no difference."""
    before = set(folder.glob("*.py"))
    steps.write_next("a change")
    [path] = set(folder.glob("*.py")) - before
    body = path.read_text(encoding="utf-8").partition("def upgrade() -> None:\n")[2]
    lines = [line.strip() for line in body.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def remove(table: Table, name: str) -> None:
    [found] = [one for one in table.constraints if one.name == name]
    table.constraints.remove(found)


def change(code: MetaData) -> None:
    """Each kind of change that is a condition: of a CHECK, and of a partial index."""
    table = code.tables["observation"]
    for name in ("kind_known", "note_length", "voided_why_length"):
        remove(table, f"ck_observation_{name}")
    table.append_constraint(one_of("kind", ["mood", "pulse"]))
    table.append_constraint(text_length("note", 2000))
    table.append_constraint(CheckConstraint("unit <> 'furlong'", name="unit_possible"))
    table.append_column(Column("device", String(20)))
    table.append_constraint(text_length("device", 20))
    [index] = [one for one in code.tables["emergency"].indexes if one.name == PRESS]
    code.tables["emergency"].indexes.remove(index)
    where = text("press_key > ''")
    Index(PRESS, *index.columns, unique=True, sqlite_where=where, postgresql_where=where)


ADDED = {
    "kind_known": "kind IN ('mood', 'pulse')",
    "note_length": "length(note) BETWEEN 0 AND 2000",
    "unit_possible": "unit <> 'furlong'",
    "device_length": "length(device) BETWEEN 0 AND 20",
}
DROPPED = ("kind_known", "note_length", "voided_why_length")


def test_one_migration_closes_each_difference_of_a_condition(code: MetaData, folder: Path) -> None:
    change(code)
    lines = next_migration(folder)
    assert names_in(lines, "drop_constraint") == set(DROPPED)
    assert names_in(lines, "create_check_constraint") == set(ADDED)
    for condition in ADDED.values():
        assert any(condition in line for line in lines), condition
    assert [line.partition("(")[0] for line in lines if PRESS in line] == [
        "batch_op.drop_index",
        "batch_op.create_index",
    ]
    assert next_migration(folder) == ["pass"]


def names_in(lines: list[str], call: str) -> set[str]:
    """The names of the checks that are an argument of such a call, each by its own name alone."""
    pattern = re.compile(rf"batch_op\.{call}\(batch_op\.f\('ck_observation_(\w+)'\)")
    return {match[1] for line in lines if (match := pattern.match(line))}


def test_without_a_difference_there_is_nothing_to_do(code: MetaData, folder: Path) -> None:
    assert len(code.tables) > 50
    assert next_migration(folder) == ["pass"]
