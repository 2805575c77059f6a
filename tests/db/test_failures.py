"""What each error of a database means; a lock is no outage, and a fault of ours is neither."""

import sqlite3

import psycopg
import pytest
from sqlalchemy import exc

from carecircle.db.failures import Failure, OutcomeUnknown, failure_of
from carecircle.db.turns import Busy


def wrapped(kind: type[exc.DBAPIError], original: Exception) -> exc.DBAPIError:
    return kind("UPDATE", None, original)


def sqlite_error(name: str, message: str = "") -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorname = name
    return error


def postgres_error(state: str) -> exc.DBAPIError:
    original = psycopg.errors.lookup(state)()
    is_internal = isinstance(original, psycopg.InternalError)
    return wrapped(exc.InternalError if is_internal else exc.OperationalError, original)


POSTGRES = {
    "55P03": Failure.BUSY,  # a lock was not to be had in time
    "57014": Failure.BUSY,  # a statement took too long
    "40P01": Failure.BUSY,  # a deadlock
    "40001": Failure.BUSY,
    "25P03": Failure.BUSY,  # idle in a transaction
    "53300": Failure.BUSY,  # too many connections
    "53100": Failure.AWAY,
    "57P01": Failure.AWAY,  # the server shuts down
    "57P03": Failure.AWAY,  # it starts
    "08006": Failure.AWAY,
    "25006": Failure.AWAY,  # a standby
    "25P02": None,
    "XX000": None,
}


@pytest.mark.parametrize("state", POSTGRES)
def test_states_of_postgresql(state: str) -> None:
    assert failure_of(postgres_error(state)) is POSTGRES[state]


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (sqlite_error("SQLITE_BUSY", "database is locked"), Failure.BUSY),
        (sqlite_error("SQLITE_BUSY_SNAPSHOT"), Failure.BUSY),
        (sqlite_error("SQLITE_LOCKED"), Failure.BUSY),
        (sqlite_error("SQLITE_FULL", "database or disk is full"), Failure.FULL),
        (sqlite_error("SQLITE_IOERR"), Failure.AWAY),
        (sqlite_error("SQLITE_CANTOPEN"), Failure.AWAY),
    ],
)
def test_errors_of_sqlite(error: sqlite3.OperationalError, failure: Failure) -> None:
    assert failure_of(wrapped(exc.OperationalError, error)) is failure


def test_what_is_no_error_of_a_driver() -> None:
    assert failure_of(Busy()) is Failure.BUSY
    assert failure_of(exc.TimeoutError()) is Failure.BUSY
    assert failure_of(OutcomeUnknown("COMMIT", None, OSError())) is Failure.UNKNOWN
    assert failure_of(exc.IntegrityError("INSERT", None, sqlite3.IntegrityError())) is None
    assert failure_of(KeyError()) is None
