"""The doctor says what it finds, and ends with 1 on anything bad."""

from pathlib import Path

import pytest
from sqlalchemy import text

from carecircle.cli.doctor import services
from carecircle.config import Settings
from carecircle.db import sqlite
from carecircle.db.session import Database
from tests import engines_alike
from tests.cli.conftest import Carecircle
from tests.servers.redis import RedisServer


@pytest.fixture(autouse=True)
def safe_over_a_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite as it is for a family, not as it is hurried for the tests."""
    monkeypatch.setattr(sqlite, "prepare", engines_alike.prepare_for_a_power_cut)


def test_a_sound_place_has_nothing_to_put_right(
    carecircle: Carecircle, database_url: str, redis_server: RedisServer, monkeypatch
) -> None:
    monkeypatch.setenv("CARECIRCLE_REDIS_URL", redis_server.url)
    result = carecircle("doctor")
    bad = {line for line in result.output.splitlines() if line.startswith("BAD")}
    assert all("durability" in line for line in bad), result.output  # the test server's fsync=off
    assert "redis: answers" in result.output
    assert bool(bad) == database_url.startswith("postgresql") == (result.exit_code == 1)


def test_a_redis_that_is_gone_is_said(
    carecircle: Carecircle, redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARECIRCLE_REDIS_URL", redis_server.url)
    redis_server.kill9()
    result = carecircle("doctor")
    assert result.exit_code == 1
    assert "redis: no answer" in result.output


def test_a_database_that_is_gone_is_said(tmp_path: Path) -> None:
    settings = Settings(f"sqlite:///{tmp_path}/no/such/folder.sqlite3", tmp_path, "x" * 40)
    findings = list(services.findings(settings))
    assert findings[0].level == "bad"


def test_a_schema_of_newer_code_is_said_and_left_alone(
    carecircle: Carecircle, database: Database
) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for command in (["doctor"], ["backup"], ["audit", "verify"]):
        result = carecircle(*command)
        assert result.exit_code == 1
        assert "newer" in result.output


def test_an_easy_secret_is_said(carecircle: Carecircle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECIRCLE_SECRET_KEY", "changeme")
    result = carecircle("doctor")
    assert result.exit_code == 1
    assert "SECRET_KEY" in result.output


def test_a_secret_that_others_can_read_is_said(carecircle: Carecircle, tmp_path: Path) -> None:
    carecircle("doctor")
    (tmp_path / "instance" / "secret_key").chmod(0o644)
    assert "chmod 600" in carecircle("doctor").output
