"""Tells every worker, this one first, that there are new events. It may be lost, late or repeated.

A wake-up is sent both over Redis and on this host. A hint has content and is sent once only: over
Redis while that is healthy, otherwise on this host.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from carecircle.db.after_commit import run_safely
from carecircle.db.session import database
from carecircle.realtime import signals
from carecircle.realtime.local_bus import LocalBus
from carecircle.realtime.signals import Hint, Listener, News, Revoked, Roster, Signal

if TYPE_CHECKING:
    from carecircle.realtime.redis_bus import RedisBus


class WakeUp:
    """installation: its name on Redis; by default that of its database."""

    def __init__(
        self,
        listener: Listener,
        instance_path: Path,
        redis_url: str | None,
        installation: str | None = None,
    ):
        self._listener = listener
        self._neighbours = LocalBus(instance_path, self._heard)
        self.redis = self._bus(redis_url, installation) if redis_url else None

    def _bus(self, redis_url: str, installation: str | None) -> "RedisBus":
        """Imported only if a Redis is configured: others start sooner."""
        from carecircle.realtime.redis_bus import RedisBus

        return RedisBus(redis_url, self._heard, installation or database().name)

    def start(self) -> None:
        self._neighbours.start()
        if self.redis is not None:
            self.redis.start()

    def stop(self) -> None:
        self._neighbours.stop()

    @property
    def is_redis_healthy(self) -> bool:
        return self.redis is not None and self.redis.is_healthy

    @property
    def hears_everybody(self) -> bool:
        """Returns whether the rosters of all workers arrive: by a healthy Redis or, where the
        database is a file and none is configured, on this host, where all workers are."""
        return self.is_redis_healthy if self.redis is not None else database().is_sqlite

    def family(self, family_id: str, seq: int) -> None:
        self._everywhere(News(family_id, seq))

    def revoked(self, seq: int) -> None:
        self._everywhere(Revoked(seq))

    def hint(self, hint: Hint) -> None:
        """Never fails: a write has been stored by then, and its answer must not depend on it."""
        run_safely(partial(self._listener.hint, hint))
        redis = self.redis if self.redis is not None and self.redis.is_healthy else None
        send = redis.send if redis else self._neighbours.send
        run_safely(lambda: send(signals.write(hint)))

    def roster(self, roster: Roster) -> None:
        """Send this worker's roster both ways: receiving it twice changes nothing."""
        self._to_others(roster)

    def _everywhere(self, signal: Signal) -> None:
        run_safely(partial(signals.pass_on, signal, self._listener))
        self._to_others(signal)

    def _to_others(self, signal: Signal) -> None:
        """Each way by itself: one that fails keeps nothing from the other."""
        text = signals.write(signal)
        run_safely(partial(self._neighbours.send, text))
        if self.redis is not None:
            run_safely(partial(self.redis.send, text))

    def _heard(self, text: str) -> None:
        signal = signals.read(text)
        if signal is not None:
            signals.pass_on(signal, self._listener)
