"""The devices that an alert was sent to: collected by a worker while it sends, stored afterwards.

Nothing is written during delivery; then one write covers all listeners of this worker.
"""

import threading
from collections.abc import Iterable
from typing import Protocol

import structlog
from sqlalchemy.exc import OperationalError, TimeoutError

from carecircle import clock
from carecircle.care.emergencies.actions import Sent, store_sent
from carecircle.events.models import Event

A_MOMENT_S = 0.3
AGAIN_S = 2.0

_log = structlog.get_logger("carecircle.emergencies")


class Listener(Protocol):
    @property
    def member_id(self) -> str | None: ...
    @property
    def through(self) -> str: ...


class AlertDeliveries:
    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], Sent] = {}
        self._lock = threading.Lock()

    def note(self, event: Event, listeners: Iterable[Listener]) -> None:
        """Collect only. Called outside of transactions, between two deliveries."""
        at, emergency_id = clock.now(), event.data["emergency"]
        with self._lock:
            was_empty = not self._waiting
            for one in listeners:
                sent = Sent(event.family_id, emergency_id, one.through, one.member_id, at)
                self._waiting.setdefault((emergency_id, one.through), sent)
            if was_empty and self._waiting:
                self._soon(A_MOMENT_S)

    def write(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        try:
            store_sent(list(waiting.values()))
        except (OperationalError, TimeoutError) as error:
            _log.warning("sendings not stored, retrying", error=type(error).__name__)
            with self._lock:
                self._waiting = waiting | self._waiting
                self._soon(AGAIN_S)

    def _soon(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self.write)
        timer.daemon = True
        timer.start()
