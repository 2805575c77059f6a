"""A limit for every wait for PostgreSQL's answer, with threads and with gevent.

TCP finds a peer that is gone. It does not find one that acknowledges and never answers, such as a
hung pooler, or a connection that was forgotten in between. So the wait itself has a limit. After
it the connection is closed, and with it all others of that age that have waited for long.
"""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import psycopg

from carecircle.db.timeouts import LOG_READ_S

Result = TypeVar("Result")
Row = TypeVar("Row")

_limit: ContextVar[float | None] = ContextVar("answer_limit")


class NoAnswer(psycopg.OperationalError):
    """The server did not answer in time."""


@contextmanager
def answers_within(seconds: float | None) -> Iterator[None]:
    """Within the block, no answer is awaited for longer than that; None: no limit."""
    token = _limit.set(seconds)
    try:
        yield
    finally:
        _limit.reset(token)


class Silence:
    """When a connection of this pool was last found silent, in monotonic seconds."""

    def __init__(self, default_s: float | None):
        self.default_s = default_s
        self.found_at = 0.0
        self.count = 0

    def found(self) -> None:
        self.found_at = time.monotonic()
        self.count += 1

    def limit(self, opened_at: float) -> float | None:
        """Returns the seconds that a connection may wait now: fewer if others of its age are
        silent."""
        limit = _limit.get(self.default_s)
        if limit is not None and self.found_at > opened_at:
            return min(limit, LOG_READ_S)
        return limit


class LimitedConnection(psycopg.Connection[Row]):
    """A connection whose waits end. silence: of its pool."""

    silence = Silence(None)
    opened_at = 0.0

    def wait(self, gen: Generator[Any, Any, Result], *args: Any, **more: Any) -> Result:
        return super().wait(self._limited(gen), *args, **more)

    def _limited(self, gen: Generator[Any, Any, Result]) -> Generator[Any, Any, Result]:
        """Passes on what the generator waits for; psycopg wakes it ten times a second."""
        began, ready = time.monotonic(), None
        try:
            while True:
                ready = yield gen.send(ready)
                limit = self.silence.limit(self.opened_at)
                if limit is not None and not ready and time.monotonic() - began > limit:
                    self._give_up(limit)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]

    def _give_up(self, limit: float) -> None:
        self.silence.found()
        self.pgconn.finish()
        raise NoAnswer(f"no answer within {limit:g} s, the connection was closed")


def connect(silence: Silence, *args: Any, **settings: Any) -> LimitedConnection[Any]:
    connection = LimitedConnection.connect(*args, **settings)
    connection.silence, connection.opened_at = silence, time.monotonic()
    return connection
