"""Polls the log for missed events: every 2 s with a healthy Redis, every 0.5 s without.

found: events that no wake-up had announced; it rises when wake-ups are lost.
"""

import threading
import time
from collections.abc import Callable

import structlog

from carecircle.db.answers import answers_within
from carecircle.db.session import reading
from carecircle.db.timeouts import LOG_READ_S
from carecircle.events import cursor, revocation
from carecircle.events.cursor import Cursor
from carecircle.realtime.hub import Hub

WITH_REDIS_S = 2.0
WITHOUT_S = 0.5
ON_ITS_WAY_S = 0.05
AGAIN_S = 0.25

log = structlog.get_logger("carecircle.poller")


class Poller:
    def __init__(self, hub: Hub, is_redis_healthy: Callable[[], bool]):
        self._hub = hub
        self._is_redis_healthy = is_redis_healthy
        self._stopped = threading.Event()
        self.found = 0
        self.count = 0

    def run(self) -> None:
        pause = WITHOUT_S
        while not self._stopped.wait(pause):
            pause = WITH_REDIS_S if self._is_redis_healthy() else WITHOUT_S
            try:
                with answers_within(LOG_READ_S):
                    self.once()
            except Exception:
                log.exception("database cannot be polled, retrying")
                pause = AGAIN_S

    def stop(self) -> None:
        self._stopped.set()

    def once(self) -> None:
        """Poll: one query for all families with listeners here, one for the revocations."""
        self.count += 1
        families = list(self._hub.positions())
        with reading() as session:
            heads = cursor.heads(session, families) if families else {}
            revoked = revocation.head(session)
        self._hub.log_health.polled()
        self._start_afresh(heads)
        if self._behind(heads) or self._hub.has_missed_revocation(revoked):
            time.sleep(ON_ITS_WAY_S)  # its wake-up may still arrive
            self._wake(heads, revoked)

    def _start_afresh(self, heads: dict[str, Cursor]) -> None:
        """Close families of another epoch: after a restore their positions are meaningless."""
        for family_id, head in heads.items():
            state = self._hub.states.get(family_id)
            if state is not None and state.epoch not in ("", head.epoch):
                self._hub.close_family(state, "behind")

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
