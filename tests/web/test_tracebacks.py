"""Each line of an error has its traceback, wherever it is logged, and none says what was typed."""

import json
from collections.abc import Callable

import pytest
import structlog
from flask import Flask
from psycopg import errors
from sqlalchemy.exc import OperationalError

from carecircle.delivery.log_watch import LogWatch
from carecircle.jobs.loop import Loop
from carecircle.jobs.outbox.outcomes import failure_of
from carecircle.jobs.work import Job
from carecircle.realtime.log_health import LogHealth

SECRET = "10 mg of morphine"
log = structlog.get_logger("test")


def fail(*_: object) -> int:
    raise RuntimeError(SECRET)


def fail_in_the_database() -> None:
    try:
        raise errors.LockNotAvailable(SECRET)
    except errors.LockNotAvailable as error:
        raise OperationalError("UPDATE note", {"body": SECRET}, error) from error


def by_level() -> None:
    try:
        fail()
    except RuntimeError:
        log.error("failed")


def by_exception() -> None:
    try:
        fail()
    except RuntimeError as error:
        log.warning("failed", exc_info=error)


def of_the_database() -> None:
    try:
        fail_in_the_database()
    except OperationalError:
        log.exception("failed")


def of_a_job() -> None:
    Loop((Job("broken", 1, lambda: fail()),)).round(1.0)


def of_a_message() -> None:
    try:
        fail()
    except RuntimeError as error:
        failure_of(error)


WAYS = (by_level, by_exception, of_the_database, of_a_job, of_a_message)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_line_says_where_and_not_what(
    app: Flask, capsys: pytest.CaptureFixture[str], way: Callable[[], None]
) -> None:
    way()
    line = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert "test_tracebacks.py" in str(line["traceback"])
    assert line["traceback"][-1].rpartition(".")[2].split()[0] in (
        "RuntimeError",
        "OperationalError",
    )
    assert SECRET not in json.dumps(line)


def test_the_state_of_postgresql_is_named(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    of_the_database()
    line = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert "psycopg.errors.LockNotAvailable 55P03" in line["traceback"]


def test_a_line_without_an_error_has_none(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    log.error("late")
    log.info("request")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [("traceback" in line, "exc_info" in line) for line in lines] == [(False, False)] * 2


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("part", ["the poller", "the dispatcher"])
def test_streams_end_when_the_log_is_not_read_and_only_then(app: Flask, part: str) -> None:
    at, ended = Time(), []
    health = LogHealth(at)
    watch = LogWatch(health, lambda: ended.append(at.now))
    at.now += 60
    watch.look()
    assert not health.is_stale  # it has not started
    health.polled()
    if part == "the dispatcher":
        health.has_news()
    at.now += 4.9
    watch.look()
    assert not health.is_stale
    if part == "the dispatcher":
        health.polled()  # one of the two is not enough
    at.now += 0.2
    watch.look()
    assert (health.is_stale, watch.is_stalled, ended) == (True, False, [])
    watch.look()
    assert (watch.is_stalled, ended) == (True, [at.now])
    health.polled()
    health.has_read_news()
    watch.look()
    assert (watch.is_stalled, len(ended)) == (False, 1)
