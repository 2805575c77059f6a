"""Attempts to sign in are counted together by the workers of one host, without Redis."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from limits import parse
from limits.strategies import MovingWindowRateLimiter

from carecircle import clock
from carecircle.web.http.security.limit_file import AttemptFile, address_of
from tests.visitors import nobody

THREE = parse("3/minute")
GUESS = {"email": "nobody@family.example", "password": "guess after guess"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attempts.sqlite3"


def worker(path: Path) -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(AttemptFile(address_of(path)))


def test_two_workers_count_together(path: Path) -> None:
    one, two = worker(path), worker(path)
    assert [w.hit(THREE, "k") for w in (one, two, one, two, one)] == [True] * 3 + [False] * 2
    assert two.hit(THREE, "another")


def test_a_window_is_over_and_its_rows_are_gone(path: Path) -> None:
    limiter = worker(path)
    with time_machine.travel(clock.now(), tick=False) as moving:
        assert [limiter.hit(THREE, "k") for _ in range(4)] == [True, True, True, False]
        opens_at = limiter.get_window_stats(THREE, "k").reset_time
        assert opens_at == pytest.approx(clock.now().timestamp() + 60)
        moving.shift(timedelta(seconds=61))
        assert limiter.hit(THREE, "another")
    rows = sqlite3.connect(path).execute("SELECT key FROM attempt").fetchall()
    assert len(rows) == 1


def test_cleared_attempts_do_not_count(path: Path) -> None:
    one, two = worker(path), worker(path)
    assert [one.hit(THREE, "k") for _ in range(4)][-1] is False
    two.clear(THREE, "k")
    assert one.hit(THREE, "k")


def test_signing_in_is_limited_over_two_workers(make_app: Callable[..., Flask]) -> None:
    workers = [nobody(make_app()), nobody(make_app())]
    statuses = [workers[at % 2].post("/sign-in", **GUESS).status_code for at in range(11)]
    assert statuses[-1] == 429
    assert 429 not in statuses[:10]


def test_signing_in_is_limited_although_the_file_cannot_be_written(
    make_app: Callable[..., Flask], path: Path
) -> None:
    path.mkdir()
    visitor = nobody(make_app())
    assert [visitor.post("/sign-in", **GUESS).status_code for _ in range(11)][-1] == 429
