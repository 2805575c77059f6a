"""A write that another process holds up waits asleep, and one that waits too long says so."""

import sqlite3
import threading

import pytest
from sqlalchemy.exc import OperationalError

from carecircle.db import sqlite as sessions
from carecircle.db.session import Database, transaction


@pytest.fixture
def other(sqlite_database: Database):
    """Another process in the middle of a write."""
    path = sqlite_database.url.database
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_it_goes_on_when_the_other_has_written(other: sqlite3.Connection) -> None:
    threading.Timer(0.3, other.rollback).start()
    with transaction() as tx:
        assert tx.session.connection().exec_driver_sql("SELECT 1").scalar() == 1
    assert not other.in_transaction


def test_it_sleeps_in_python_where_other_greenlets_can_run(
    other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            other.rollback()

    monkeypatch.setattr(sessions.time, "sleep", sleep)
    with transaction() as tx:
        tx.session.connection()
    assert len(slept) == 3
    assert max(slept) < 0.1


def test_it_gives_up_with_the_error_that_becomes_a_503(
    other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "LOCK_WAIT_S", 0.05)
    with pytest.raises(OperationalError, match="locked"), transaction() as tx:
        tx.session.connection()
