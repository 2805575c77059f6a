"""Records what a client hears, and for how long it takes itself for live."""

import time
from datetime import datetime
from typing import Any

from tests.torture.records import Arrival, Heard, Span


class Ear:
    """last: the highest position heard, from which the client goes on."""

    def __init__(self, heard: Heard, promise_s: float):
        self.heard, self.last = heard, 0
        self._promise_s = promise_s
        self._began: float | None = None
        self._proved_at = 0.0

    def is_alive(self) -> None:
        """A byte has come that proves it: hello, a heartbeat, an event, an answer."""
        now = time.time()
        if self._began is None or now - self._proved_at > self._promise_s:
            self.is_silent()
            self._began = now
        self._proved_at = now

    def is_silent(self) -> bool:
        """The connection has ended, or there has been no proof for too long. Returns whether the
        client took itself for live before."""
        was_live = self._began is not None
        if self._began is not None:
            ended = min(time.time(), self._proved_at + self._promise_s)
            self.heard.beliefs.append(Span(self._began, ended))
        self._began = None
        return was_live

    def event(self, event: dict[str, Any], since: float, *, is_resent: bool = False) -> None:
        """since: when its connection was opened."""
        at = datetime.fromisoformat(event["at"]).timestamp()
        arrival = Arrival(event["seq"], at, time.time(), since, is_resent)
        self.heard.arrivals.append(arrival)
        self.last = max(self.last, arrival.seq)
