"""What the server refuses to be started with."""

from pathlib import Path

import pytest

from carecircle.config import Settings
from carecircle.safety import is_public, unsafe_settings

SECRET = "0123456789abcdef0123456789abcdef"


def settings(**changes: object) -> Settings:
    given = {"database_url": "sqlite://", "instance_path": Path(), "secret_key": SECRET}
    return Settings(**given | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"base_url": "http://localhost:8000"},
        {"base_url": "http://127.0.0.1:8000"},
        {"base_url": "https://care.example.org"},
        {"host": "0.0.0.0", "base_url": "https://care.example.org"},
        {"host": "::1"},
    ],
)
def test_it_runs_without_fuss(changes: dict[str, object]) -> None:
    assert unsafe_settings(settings(**changes), {}) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"secret_key": "secret"}, "everybody knows"),
        ({"secret_key": "short"}, "32"),
        ({"secret_key": "a" * 64}, "easy"),
        ({"base_url": "http://care.example.org"}, "https"),
        ({"base_url": "care.example.org"}, "address"),
        ({"host": "0.0.0.0"}, "without https"),
        ({"host": "192.0.2.1", "base_url": "http://localhost"}, "without https"),
    ],
)
def test_it_refuses(changes: dict[str, object], said: str) -> None:
    (reason,) = unsafe_settings(settings(**changes), {})
    assert said in reason


@pytest.mark.parametrize("name", ["FLASK_DEBUG", "CARECIRCLE_DEBUG"])
def test_it_refuses_debug(name: str) -> None:
    (reason,) = unsafe_settings(settings(), {name: "1"})
    assert name in reason


def test_it_knows_whether_others_reach_it() -> None:
    assert not is_public(settings())
    assert is_public(settings(base_url="https://care.example.org"))
    assert is_public(settings(host="0.0.0.0"))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("DATABASE_URL", "mysql://care:hidden@host/care"),
        ("DATABASE_URL", "care.sqlite3"),
        ("DATABASE_URL", "postgres:care"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "http://localhost"),
    ],
)
def test_an_address_of_another_kind_is_refused_by_its_name_alone(
    tmp_path: Path, name: str, typed: str
) -> None:
    environ = {"CARECIRCLE_INSTANCE_PATH": str(tmp_path), f"CARECIRCLE_{name}": typed}
    with pytest.raises(ValueError, match=f"CARECIRCLE_{name} must begin with") as caught:
        Settings.from_env(environ)
    assert typed not in str(caught.value)


def test_each_kind_of_address_is_taken(tmp_path: Path) -> None:
    for database in ("sqlite:////tmp/x.db", "postgresql://host/x", "postgresql+psycopg://host/x"):
        environ = {"CARECIRCLE_INSTANCE_PATH": str(tmp_path), "CARECIRCLE_DATABASE_URL": database}
        assert Settings.from_env(environ).database_url == database
