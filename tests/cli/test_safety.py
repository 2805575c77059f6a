"""What the server refuses to be started with."""

from pathlib import Path

import pytest

from carecircle.config import Settings
from carecircle.safety import is_public, unsafe

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
    assert unsafe(settings(**changes), {}) == []


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
    (reason,) = unsafe(settings(**changes), {})
    assert said in reason


@pytest.mark.parametrize("name", ["FLASK_DEBUG", "CARECIRCLE_DEBUG"])
def test_it_refuses_debug(name: str) -> None:
    (reason,) = unsafe(settings(), {name: "1"})
    assert name in reason


def test_it_knows_whether_others_reach_it() -> None:
    assert not is_public(settings())
    assert is_public(settings(base_url="https://care.example.org"))
    assert is_public(settings(host="0.0.0.0"))
