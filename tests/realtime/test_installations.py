"""What tells two installations on one Redis apart."""

from pathlib import Path

import pytest

from carecircle.db.session import Database
from carecircle.realtime.redis_bus import RedisBus

ONE = "postgresql+psycopg://ana:secret@db.example/care"


def name_of(url: str) -> str:
    database = Database(url)
    database.close()
    return database.name


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (ONE, True),
        ("postgresql+psycopg://ben:other@db.example/care", True),
        ("postgresql+psycopg://ana:secret@db.example/care?sslmode=require", True),
        ("postgresql+psycopg://ana:secret@db.example/staging", False),
        ("postgresql+psycopg://ana:secret@db2.example/care", False),
        ("postgresql+psycopg://ana:secret@db.example:5433/care", False),
        ("postgresql+psycopg:///care", False),
        ("sqlite:///care", False),
    ],
)
def test_an_installation_is_named_by_its_database(other: str, is_same: bool) -> None:
    assert (name_of(ONE) == name_of(other)) == is_same
    assert "secret" not in name_of(ONE)


def test_two_files_are_two_installations(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path / name}" for name in ("one", "two", "sub/../one")]
    one, two, same = (name_of(url) for url in urls)
    assert one == same
    assert one != two


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("redis://127.0.0.1:1", 0),
        ("redis://127.0.0.1:1/0", 0),
        ("redis://127.0.0.1:1/3", 3),
        ("redis://127.0.0.1:1?db=5", 5),
        ("unix:///run/redis.sock?db=2", 2),
    ],
)
def test_the_channel_names_database_and_installation(url: str, number: int) -> None:
    assert RedisBus(url, print, "home").channel == f"carecircle:{number}:home"
