"""The members who are typing. A start that is not renewed in time is followed by a stop.

Each worker follows what it hears, for its own listeners: a start outlives neither the browser nor
the worker that it came from."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from carecircle.realtime import Live
from carecircle.realtime.signals import Hint

START, STOP = "typing:start", "typing:stop"
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
    """Those whose start this worker has heard. stop: called for each that has not renewed it."""

    def __init__(
        self,
        stop: Callable[[Place], None],
        clock: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], None] = _later,
    ):
        self._stop, self._clock, self._later = stop, clock, later
        self._until: dict[Place, float] = {}

    def heard(self, hint: Hint) -> None:
        type_, data = hint.message["type"], hint.message.get("data")
        if type_ not in (START, STOP) or not isinstance(data, dict):
            return
        place = Place(hint.family_id, str(data.get("channel")), str(data.get("member")))
        (self.started if type_ == START else self.stopped)(place)

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


def follow_typists(live: Live) -> None:
    """Ends what this worker's listeners see of members who have vanished."""

    def stop(place: Place) -> None:
        data = {"channel": place.channel_id, "member": place.member_id}
        live.show_here(place.family_id, STOP, data)

    live.hub.on_hint.append(Typists(stop).heard)
