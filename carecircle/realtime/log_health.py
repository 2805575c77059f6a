"""Whether this worker reads the log. Its open streams and their heartbeats promise that it does."""

import time
from collections.abc import Callable

from carecircle.db.timeouts import LOG_STALE_S


class LogHealth:
    """Times are of the monotonic clock, in seconds; None before the worker has started."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._polled_at: float | None = None
        self._waiting_since: float | None = None

    def polled(self) -> None:
        """The positions of the log have been read, or the worker starts."""
        self._polled_at = self._clock()

    def has_news(self) -> None:
        """New events are about to be read."""
        if self._waiting_since is None:
            self._waiting_since = self._clock()

    def has_read_news(self) -> None:
        self._waiting_since = None

    @property
    def is_stale(self) -> bool:
        """Whether nothing has been read for too long, or new events have waited for too long."""
        now = self._clock()
        since = [at for at in (self._polled_at, self._waiting_since) if at is not None]
        return any(now - at > LOG_STALE_S for at in since)
