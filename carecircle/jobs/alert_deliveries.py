"""The devices that an alert was sent to: collected by a worker while it sends, stored afterwards.

Nothing is written during delivery; then one write covers all listeners of this worker.
"""

import threading
from collections.abc import Iterable
from typing import Protocol

import structlog

from carecircle import clock
from carecircle.care.emergencies.actions import Sent, store_sent
from carecircle.db.failures import failure_of
from carecircle.db.locks import locks_within
from carecircle.db.timeouts import JOB_LOCK_S
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
        """Store what was collected, each emergency by itself: one family's lock must not hold up
        the others. What the database cannot take now is kept."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for emergency_id in {emergency_id for emergency_id, _ in waiting}:
            self._store({key: sent for key, sent in waiting.items() if key[0] == emergency_id})

    def _store(self, found: dict[tuple[str, str], Sent]) -> None:
        try:
            with locks_within(JOB_LOCK_S):
                store_sent(list(found.values()))
        except Exception as error:
            _log.exception("sendings not stored")
            if failure_of(error) is not None:
                self._keep(found)

    def _keep(self, found: dict[tuple[str, str], Sent]) -> None:
        with self._lock:
            was_empty = not self._waiting
            self._waiting = found | self._waiting
            if was_empty:
                self._soon(AGAIN_S)

    def _soon(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self.write)
        timer.daemon = True
        timer.start()
