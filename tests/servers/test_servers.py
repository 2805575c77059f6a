"""The fixtures keep what they promise."""

from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser
from sqlalchemy import inspect, text

from carecircle.db.session import Database
from tests.servers import needs
from tests.servers.process import Process
from tests.servers.redis import RedisServer


def test_a_database_of_each_kind_has_the_schema(database: Database) -> None:
    assert "family" in inspect(database.engine).get_table_names()


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_gets_an_empty_database(database: Database, turn: int) -> None:
    with database.engine.begin() as connection:
        assert not inspect(connection).has_table("left_behind")
        connection.execute(text("CREATE TABLE left_behind (x INTEGER)"))


def test_postgresql_is_really_postgresql(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert "PostgreSQL" in connection.execute("SELECT version()").fetchone()[0]


def test_redis_can_be_killed_and_started_again(redis_server: RedisServer) -> None:
    assert redis_server.answers()
    redis_server.kill9()
    assert not redis_server.answers()
    redis_server.restart()
    assert redis_server.answers()


def test_the_browser_shows_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>Rosa</h1>")
    assert page.inner_text("h1") == "Rosa"


def test_a_process_that_does_not_start_says_why(tmp_path: Path) -> None:
    process = Process(["sh", "-c", "echo no such thing; exit 3"], tmp_path / "log")
    with pytest.raises(RuntimeError, match="no such thing"):
        process.wait_until(lambda: False)


def test_what_is_missing_fails_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "MISSING", {})
    monkeypatch.delenv("ALLOW_SKIP", raising=False)
    with pytest.raises(pytest.fail.Exception, match="buy one"):
        needs.need("a unicorn", ["no-such-program"], "buy one")
    assert needs.MISSING == {"a unicorn": "buy one"}


def test_what_is_missing_may_be_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "MISSING", {})
    monkeypatch.setenv("ALLOW_SKIP", "1")
    with pytest.raises(pytest.skip.Exception):
        needs.need("a unicorn", ["no-such-program"], "buy one")
