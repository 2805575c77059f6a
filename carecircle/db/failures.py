"""What a database error means for whoever waits for an answer."""

import sqlite3
from enum import Enum

from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    TimeoutError,
)

KNOWN = (OperationalError, InterfaceError, InternalError, TimeoutError)
BUSY_STATES = frozenset({"55P03", "57014", "40P01", "40001", "25P03", "53300"})
READ_ONLY = "25006"  # a standby after a failover
ENDED_BY_SERVER = frozenset({"57P01", "57P02", "57P03"})
BUSY_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED")


class Failure(Enum):
    """BUSY: others hold what it needed. FULL: no storage left. UNKNOWN: the connection broke during
    COMMIT. In all others nothing was changed."""

    AWAY = "away"
    BUSY = "busy"
    FULL = "full"
    UNKNOWN = "unknown"


class OutcomeUnknown(OperationalError):
    """The connection broke while the server committed: it may have been saved, or not."""


def failure_of(error: BaseException) -> Failure | None:
    """Returns what happened; None if it is a fault of the program and not of the database."""
    if isinstance(error, OutcomeUnknown):
        return Failure.UNKNOWN
    if isinstance(error, TimeoutError):
        return Failure.BUSY
    if not isinstance(error, KNOWN):
        return None
    assert isinstance(error, DBAPIError)
    if _is_full(error):
        return Failure.FULL
    return _by_state(error)


def is_broken_off(error: DBAPIError) -> bool:
    """Returns whether the connection ended, so that the answer to what was sent is not known."""
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or state in ENDED_BY_SERVER


def _by_state(error: DBAPIError) -> Failure | None:
    state = getattr(error.orig, "sqlstate", None)
    if state in BUSY_STATES or _sqlite_name(error).startswith(BUSY_SQLITE):
        return Failure.BUSY
    if isinstance(error, InternalError) and state != READ_ONLY and not error.connection_invalidated:
        return None
    return Failure.AWAY


def _is_full(error: DBAPIError) -> bool:
    return "disk is full" in str(error.orig) or "No space left" in str(error.orig)


def _sqlite_name(error: DBAPIError) -> str:
    if not isinstance(error.orig, sqlite3.Error):
        return ""
    return getattr(error.orig, "sqlite_errorname", "")
