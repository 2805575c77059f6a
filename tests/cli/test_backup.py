"""A backup holds everything as it was at one moment, and a restore begins a new epoch."""

import gzip
import os
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.cli.backup import archive, restoring
from carecircle.db import migrate
from carecircle.db.session import Database, bind, reading
from carecircle.events import audit, cursor
from carecircle.events.models import FamilyStream
from tests import cast
from tests.cli.conftest import Carecircle
from tests.servers.carecircle import ROOT, command, environment


@pytest.fixture
def people(database: Database) -> cast.Cast:
    people = cast.gather()
    cast.prescribe(people.ana)
    add_note(people.ben, NoteInput.read({"body": "Slept well"}))
    return people


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    migrate.upgrade(database)
    yield database
    database.close()


@pytest.mark.parametrize("command", [("backup", "verify"), ("drill",)])
def test_a_backup_is_restored_and_found_the_same(
    people: cast.Cast, carecircle: Carecircle, command: tuple[str, ...]
) -> None:
    result = carecircle(*command)
    assert result.exit_code == 0, result.output
    assert "found the same" in result.output


def test_the_file_is_readable_by_its_owner_only(
    people: cast.Cast, carecircle: Carecircle, tmp_path: Path
) -> None:
    assert carecircle("backup").exit_code == 0
    (path,) = (tmp_path / "instance" / "backups").glob("*.gz")
    assert os.stat(path).st_mode & 0o777 == 0o600


def test_a_restore_goes_on_under_a_new_epoch(
    people: cast.Cast, database: Database, empty: Database, tmp_path: Path
) -> None:
    path = tmp_path / "backup.gz"
    archive.write(database, path)
    with reading() as session:
        before = cursor.head(session, people.family_id)
    restoring.restore(empty, path)
    bind(empty)
    with reading() as session:
        after = cursor.head(session, people.family_id)
        assert (after.seq, after.epoch != before.epoch) == (before.seq, True)
        assert audit.first_broken(session, people.family_id) is None
    add_note(people.ben, NoteInput.read({"body": "Went on after the restore"}))
    with reading() as session:
        assert cursor.head(session, people.family_id).seq == before.seq + 1


def test_it_never_mixes_with_what_is_there(
    people: cast.Cast, carecircle: Carecircle, tmp_path: Path
) -> None:
    path = tmp_path / "backup.gz"
    assert carecircle("backup", "--to", str(path)).exit_code == 0
    result = carecircle("restore", str(path))
    assert result.exit_code == 1
    assert "in use" in result.output


def test_it_takes_up_a_place_that_is_empty(carecircle: Carecircle, tmp_path: Path) -> None:
    path = tmp_path / "backup.gz"
    source = Database(f"sqlite:///{tmp_path / 'source.sqlite3'}")
    migrate.upgrade(bind(source))
    family_id = cast.gather().family_id
    archive.write(source, path)
    source.close()
    result = carecircle("restore", str(path))
    assert result.exit_code == 0, result.output
    with reading() as session:
        assert session.scalar(select(FamilyStream.family_id).filter_by(family_id=family_id))


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_cut_file_is_refused_whole(
    people: cast.Cast, database: Database, empty: Database, tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "backup.gz"
    archive.write(database, path)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(archive.UnreadableBackup):
        restoring.restore(empty, path)
    with empty.reader.connect() as connection:
        assert connection.scalars(select(FamilyStream.family_id)).all() == []


def test_a_changed_file_is_refused(
    people: cast.Cast, database: Database, empty: Database, tmp_path: Path
) -> None:
    path = tmp_path / "backup.gz"
    archive.write(database, path)
    changed = gzip.decompress(path.read_bytes()).replace(b"Slept well", b"Slept ill!")
    path.write_bytes(gzip.compress(changed))
    with pytest.raises(archive.UnreadableBackup, match="changed"):
        restoring.restore(empty, path)


def test_what_is_no_backup_is_refused(carecircle: Carecircle, tmp_path: Path) -> None:
    path = tmp_path / "shopping.txt"
    path.write_text("milk")
    result = carecircle("restore", str(path))
    assert result.exit_code == 1
    assert "not a whole backup" in result.output


def test_a_backup_of_another_schema_is_refused_with_the_way_out(
    people: cast.Cast, database: Database, empty: Database, tmp_path: Path
) -> None:
    path = tmp_path / "backup.gz"
    archive.write(database, path)
    with empty.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    with pytest.raises(archive.UnreadableBackup, match="that made it"):
        restoring.restore(empty, path)


def test_every_table_of_a_lived_in_place_comes_back(tmp_path: Path) -> None:
    """By processes of their own, which know only the tables that the command itself imports."""
    path = tmp_path / "backup.gz"
    for place, arguments in (
        ("old", ["seed", "--demo"]),
        ("old", ["backup", "--to", str(path)]),
        ("new", ["restore", str(path)]),
    ):
        subprocess.run(
            command(*arguments),
            env=environment(instance_path=str(tmp_path / place)),
            cwd=ROOT,
            check=True,
        )
    old, new = (_counts(tmp_path / place) for place in ("old", "new"))
    assert old == new
    assert old["dose"] > 200


def _counts(instance: Path) -> dict[str, int]:
    database = Database(f"sqlite:///{instance / 'carecircle.sqlite3'}")
    with database.reader.connect() as connection:
        tables = inspect(connection).get_table_names()
        return {t: connection.scalar(text(f"SELECT count(*) FROM {t}")) for t in tables}
