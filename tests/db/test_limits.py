"""The limits with which a session of PostgreSQL starts, at both ends, and what they do."""

import socket
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from carecircle.db import answers, migrate
from carecircle.db.answers import LimitedConnection, NoAnswer, answers_within
from carecircle.db.failures import Failure, failure_of
from carecircle.db.locks import locks_within
from carecircle.db.session import Database
from carecircle.db.timeouts import SERVING, Timeouts
from tests.servers.postgres_line import Line

pytestmark = pytest.mark.postgresql
SETTINGS = {
    "lock_timeout": "4s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "10s",
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "5s",
    "TimeZone": "UTC",
}
AT_THE_CLIENT = {
    socket.SO_KEEPALIVE: (socket.SOL_SOCKET, 1),
    socket.TCP_KEEPIDLE: (socket.IPPROTO_TCP, 2),
    socket.TCP_KEEPINTVL: (socket.IPPROTO_TCP, 1),
    socket.TCP_KEEPCNT: (socket.IPPROTO_TCP, 3),
    socket.TCP_USER_TIMEOUT: (socket.IPPROTO_TCP, 5000),
}


@pytest.fixture
def line(postgres_url: str) -> Iterator[Line]:
    line = Line(postgres_url)
    yield line
    line.close()


@pytest.fixture
def database(line: Line) -> Iterator[Database]:
    database = Database(line.url, timeouts=SERVING)
    yield database
    database.close()


def test_both_ends_know_their_limits(database: Database) -> None:
    with database.reader.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, reset_val FROM pg_settings").all()
        asked_for = {name: str(value) for name, value in rows}
        driver = connection.connection.driver_connection
        assert isinstance(driver, LimitedConnection)
        with socket.socket(fileno=driver.fileno()) as near:
            for option, (level, value) in AT_THE_CLIENT.items():
                assert near.getsockopt(level, option) == value
            near.detach()
    seconds = {"4s": "4000", "15s": "15000", "10s": "10000", "5s": "5000"}
    assert {name: asked_for[name] for name in SETTINGS} == {
        name: seconds.get(value, value) for name, value in SETTINGS.items()
    }


def test_options_of_the_address_stay_in_force(line: Line) -> None:
    database = Database(f"{line.url}?options=-c%20work_mem%3D5MB", timeouts=SERVING)
    with database.reader.connect() as connection:
        assert connection.exec_driver_sql("SHOW work_mem").scalar() == "5MB"
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "4s"
    database.close()


def test_an_answer_that_does_not_come_ends_the_connection(database: Database, line: Line) -> None:
    with database.reader.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        line.hang()
        with pytest.raises(OperationalError) as caught, answers_within(0.3):
            connection.exec_driver_sql("SELECT 2")
        assert isinstance(caught.value.orig, NoAnswer)
        assert caught.value.connection_invalidated
    assert line.swallowed > 0
    line.mend()
    with database.reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT 3").scalar() == 3


def test_when_one_is_silent_those_that_wait_on_others_give_up_as_well(
    database: Database, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LOG_READ_S", 0.2)
    failed: list[BaseException] = []

    def wait_for_ever() -> None:
        try:
            with database.reader.connect() as connection:
                connection.exec_driver_sql("SELECT pg_sleep(60)")
        except DBAPIError as error:
            failed.append(error)

    waiting = threading.Thread(target=wait_for_ever)
    with database.reader.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        waiting.start()
        while not is_sleeping(line):
            time.sleep(0.02)
        line.hang()
        with pytest.raises(OperationalError), answers_within(0.2):
            connection.exec_driver_sql("SELECT 2")
    waiting.join(60)
    [error] = failed
    assert isinstance(getattr(error, "orig", None), NoAnswer)


def is_sleeping(line: Line) -> bool:
    with psycopg.connect(line.url) as connection:
        rows = connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'"
        )
        return rows.fetchone() is not None


def test_a_slow_answer_that_comes_is_taken(database: Database) -> None:
    with answers_within(30), database.reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT pg_sleep(0.5)").rowcount == 1


def test_a_lock_is_given_up_as_busy_and_sooner_by_a_job(database: Database) -> None:
    with database.writer.connect() as holder, database.writer.connect() as other:
        holder.exec_driver_sql("LOCK TABLE family IN ACCESS EXCLUSIVE MODE")
        with locks_within(0.05), pytest.raises(OperationalError) as caught:
            other.execute(text("SELECT 1 FROM family"))
        other.rollback()
        assert failure_of(caught.value) is Failure.BUSY
        assert other.exec_driver_sql("SHOW lock_timeout").scalar() == "4s"


def test_a_transaction_that_does_nothing_is_ended_and_its_locks_are_free(line: Line) -> None:
    quick = Timeouts(idle_in_transaction_s=0.2)
    database = Database(line.url, timeouts=quick)
    with database.writer.connect() as cut_off, database.writer.connect() as other:
        cut_off.exec_driver_sql("LOCK TABLE family IN ACCESS EXCLUSIVE MODE")
        assert other.execute(text("SELECT count(*) FROM family")).scalar() == 0
        with pytest.raises(DBAPIError) as caught:
            cut_off.exec_driver_sql("SELECT 1")
        assert failure_of(caught.value) is Failure.BUSY
    database.close()


def test_a_migration_takes_its_time(postgres: object, line: Line) -> None:
    hasty = Timeouts(lock_s=0.001, statement_s=0.001, idle_in_transaction_s=0.001)
    url = postgres.create()  # type: ignore[attr-defined]
    database = Database(url, timeouts=hasty)
    with pytest.raises(DBAPIError), database.reader.connect() as connection:
        connection.exec_driver_sql("SELECT pg_sleep(1)")
    patient = Database(url, timeouts=Timeouts(statement_s=0.2))
    migrate.upgrade(patient)
    for one in (database, patient):
        one.close()
    postgres.drop(url)  # type: ignore[attr-defined]
