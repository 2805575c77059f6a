"""Migrating is a step of its own: some commands do it, the others say what they find and change
nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import inspect, text

from carecircle.cli import main
from carecircle.db import migrate, schema
from carecircle.db.session import Database

READ_ONLY = [
    ("doctor",),
    ("backup",),
    ("backup", "verify"),
    ("audit", "verify"),
    ("token", "create", "--email", "ana@family.example"),
    ("password-link", "--email", "ana@family.example"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "carecircle.sqlite3"


@pytest.fixture
def carecircle(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    monkeypatch.setenv("CARECIRCLE_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("CARECIRCLE_INSTANCE_PATH", str(tmp_path / "instance"))
    return lambda *arguments: CliRunner().invoke(main, arguments)


def missing(_file: Path) -> None:
    """Not even a file."""


def empty(file: Path) -> None:
    file.touch()


def foreign(file: Path) -> None:
    run(file, "CREATE TABLE somebody_elses (id INTEGER)")


def older(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    migrate.upgrade(database, "0022")
    database.close()


def newer(file: Path) -> None:
    older(file)
    run(file, "UPDATE alembic_version SET version_num = '9999'")


def damaged(file: Path) -> None:
    file.write_bytes(b"not a database " * 100)


def run(file: Path, statement: str) -> None:
    database = Database(f"sqlite:///{file}")
    with database.engine.begin() as connection:
        connection.execute(text(statement))
    database.close()


MIGRATE = "run `carecircle migrate`"
KINDS = [
    (missing, MIGRATE),
    (empty, MIGRATE),
    (foreign, MIGRATE),
    (older, MIGRATE),
    (newer, "9999, which this version of CareCircle does not know"),
    (damaged, "not a database"),
]


@pytest.mark.parametrize("command", READ_ONLY, ids=" ".join)
@pytest.mark.parametrize(("make", "said"), KINDS)
def test_what_only_reads_says_what_it_finds_and_changes_no_schema(
    carecircle: Callable[..., Result],
    file: Path,
    command: tuple[str, ...],
    make: Callable[[Path], None],
    said: str,
) -> None:
    make(file)
    before = tables(file)
    result = carecircle(*command)
    assert (result.exit_code, said in result.output) == (1, True), result.output
    assert tables(file) == before


def tables(file: Path) -> list[str] | None:
    """None where there is no file, or none that can be read."""
    if not file.exists() or file.read_bytes()[:3] == b"not":
        return None
    database = Database(f"sqlite:///{file}")
    found = inspect(database.engine).get_table_names()
    database.close()
    return found


@pytest.mark.parametrize("make", [missing, empty, older])
def test_migrate_brings_it_forward_and_then_has_nothing_to_do(
    carecircle: Callable[..., Result], file: Path, make: Callable[[Path], None]
) -> None:
    make(file)
    said = [carecircle("migrate") for _ in range(2)]
    assert [one.exit_code for one in said] == [0, 0], said[0].output
    assert said[0].output.startswith("migrated from ")
    assert said[1].output == f"nothing to do, the schema is {schema.newest()}\n"
    assert carecircle("audit", "verify").exit_code == 0


@pytest.mark.parametrize(("make", "said"), [KINDS[4], KINDS[5]])
def test_migrate_refuses_what_it_does_not_know(
    carecircle: Callable[..., Result], file: Path, make: Callable[[Path], None], said: str
) -> None:
    make(file)
    result = carecircle("migrate")
    assert (result.exit_code, said in result.output) == (1, True), result.output
