"""How many transactions write at the same time: one family's lock must not use up the pool.

A transaction takes its turn before it takes a connection. One that waits costs nothing but memory.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock, Semaphore

from sqlalchemy.exc import TimeoutError

from carecircle.db.failures import failure_of
from carecircle.db.timeouts import (
    FAMILY_WRITES,
    LONGEST_TURN_S,
    MOST_WAITING,
    OTHER_WRITES,
    TURN_S,
)

NO_FAMILY = ""
_lane: ContextVar[str | None] = ContextVar("lane", default=None)


class Busy(TimeoutError):
    """Too many transactions wait for the same rows. Nothing was changed."""


def write_for(family_id: str | None) -> None:
    """Count the following transactions of this context as this family's. None: they are not
    counted, as those of jobs and commands; NO_FAMILY: those of requests outside of a family."""
    _lane.set(family_id)


class _Lane:
    def __init__(self, size: int):
        self.size, self.here = size, 0
        self.turns = Semaphore(size)
        self.moved_at = 0.0

    def wait(self) -> None:
        """Raises Busy if those before it get nowhere. A long queue that moves is waited for."""
        began = time.monotonic()
        while (left := self._ends_at(began) - time.monotonic()) > 0:
            if self.turns.acquire(timeout=left):
                return
        raise Busy("no turn to write within the time limit")

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Note that a transaction has come to an end, refused or not, unless the database failed:
        then somebody else may hold the rows."""
        try:
            yield
        except Exception as error:
            if failure_of(error) is None:
                self.moved_at = time.monotonic()
            raise
        self.moved_at = time.monotonic()

    def _ends_at(self, began: float) -> float:
        return min(max(began, self.moved_at) + TURN_S, began + LONGEST_TURN_S)


class Turns:
    """only: one lane for all, with that many turns (SQLite has one writer)."""

    def __init__(self, only: int | None = None):
        self._only = only
        self._lanes: dict[str, _Lane] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and keep it for the block. Raises Busy."""
        key = _lane.get() if self._only is None else NO_FAMILY
        if key is None:
            yield
            return
        lane = self._enter(key)
        try:
            lane.wait()
            try:
                with lane.moving():
                    yield
            finally:
                lane.turns.release()
        finally:
            self._leave(key, lane)

    def _enter(self, key: str) -> _Lane:
        with self._lock:
            lane = self._lanes.get(key)
            if lane is None:
                lane = self._lanes[key] = _Lane(self._only or _size(key))
            if lane.here >= lane.size + MOST_WAITING:
                raise Busy("too many wait for a turn to write")
            lane.here += 1
            return lane

    def _leave(self, key: str, lane: _Lane) -> None:
        with self._lock:
            lane.here -= 1
            if not lane.here:
                del self._lanes[key]


def _size(key: str) -> int:
    return OTHER_WRITES if key == NO_FAMILY else FAMILY_WRITES
