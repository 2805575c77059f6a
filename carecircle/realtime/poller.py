"""Looks on a timer whether news was missed: every 2 s with a healthy Redis, 0.5 s without.

found counts what no wake-up had told, so that a dead wake-up cannot hide behind the sweep.
"""

import threading
import time
from collections.abc import Callable

import structlog

from carecircle.db.session import reading
from carecircle.events import cursor, revocation
from carecircle.events.cursor import Cursor
from carecircle.realtime.hub import Hub

WITH_REDIS_S = 2.0
WITHOUT_S = 0.5
ON_ITS_WAY_S = 0.05

log = structlog.get_logger("carecircle.sweep")


class Poller:
    def __init__(self, hub: Hub, is_redis_healthy: Callable[[], bool]):
        self._hub = hub
        self._is_redis_healthy = is_redis_healthy
        self._stopped = threading.Event()
        self.found = 0
        self.count = 0

    def run(self) -> None:
        while not self._stopped.wait(WITH_REDIS_S if self._is_redis_healthy() else WITHOUT_S):
            try:
                self.once()
            except Exception:
                log.exception("the sweep cannot read, trying again")

    def stop(self) -> None:
        self._stopped.set()

    def once(self) -> None:
        """One query for all families that have listeners here, one for the revocations."""
        self.count += 1
        families = list(self._hub.positions())
        with reading() as session:
            heads = cursor.heads(session, families) if families else {}
            revoked = revocation.head(session)
        self._start_afresh(heads)
        if self._behind(heads) or self._hub.has_missed_revocation(revoked):
            time.sleep(ON_ITS_WAY_S)  # its wake-up may be under way
            self._wake(heads, revoked)

    def _start_afresh(self, heads: dict[str, Cursor]) -> None:
        """A restored database has another epoch: positions in the old one mean nothing."""
        for family_id, head in heads.items():
            room = self._hub.rooms.get(family_id)
            if room is not None and room.epoch not in ("", head.epoch):
                self._hub.close_room(room, "behind")

    def _behind(self, heads: dict[str, Cursor]) -> dict[str, int]:
        told = self._hub.positions()
        return {
            family: head.seq
            for family, head in heads.items()
            if head.seq > told.get(family, head.seq)
        }

    def _wake(self, heads: dict[str, Cursor], revoked: int) -> None:
        for family_id, seq in self._behind(heads).items():
            self.found += 1
            self._hub.wake(family_id, seq)
        if self._hub.has_missed_revocation(revoked):
            self.found += 1
            self._hub.revoked(revoked)
