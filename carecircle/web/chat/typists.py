"""The members who are typing. A start that is not renewed in time is followed by a stop."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

LASTS_S = 8.0  # a browser renews it every 3 s


class Place(NamedTuple):
    """A member in a channel."""

    family_id: str
    channel_id: str
    member_id: str


def _later(seconds: float, work: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, work)
    timer.daemon = True
    timer.start()


class Typists:
    """Those whose start came to this worker. stop: called for each that has not renewed it."""

    def __init__(
        self,
        stop: Callable[[Place], None],
        clock: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], None] = _later,
    ):
        self._stop, self._clock, self._later = stop, clock, later
        self._until: dict[Place, float] = {}

    def started(self, place: Place) -> None:
        is_new = place not in self._until
        self._until[place] = self._clock() + LASTS_S
        if is_new:
            self._later(LASTS_S, lambda: self._look(place))

    def stopped(self, place: Place) -> None:
        self._until.pop(place, None)

    def _look(self, place: Place) -> None:
        until = self._until.get(place)
        if until is None:
            return
        left = until - self._clock()
        if left > 0:
            self._later(left, lambda: self._look(place))
        elif self._until.pop(place, None) is not None:
            self._stop(place)
