"""How long a transaction of a job waits for a lock: one family that is held must not keep the
others waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection

_limit: ContextVar[float | None] = ContextVar("lock_limit", default=None)


@contextmanager
def locks_within(seconds: float) -> Iterator[None]:
    """Transactions that begin in this block wait no longer for a lock (PostgreSQL only)."""
    token = _limit.set(seconds)
    try:
        yield
    finally:
        _limit.reset(token)


def set_limit(connection: Connection) -> None:
    """Called when a transaction begins; one that only reads takes no lock."""
    seconds, mode = _limit.get(), connection.get_execution_options().get("begin")
    if seconds is not None and mode == "IMMEDIATE":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(1000 * seconds)}")
