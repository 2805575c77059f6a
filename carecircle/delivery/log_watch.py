"""Ends the streams of a worker that cannot read the log: a screen must not look live meanwhile.

It runs beside everything that could hang in the database, and asks nothing there itself.
"""

import threading
from collections.abc import Callable

import structlog

from carecircle.delivery import concurrency
from carecircle.realtime.log_health import LogHealth

LOOK_S = 0.25

log = structlog.get_logger("carecircle.streams")


class LogWatch:
    """end_all: asks all streams to reconnect, and completes all polls."""

    def __init__(self, health: LogHealth, end_all: Callable[[], None]):
        self._health, self._end_all = health, end_all
        self._starting = threading.Lock()
        self._is_started = self._was_stale = self._is_ending = False

    @property
    def is_stalled(self) -> bool:
        """Whether streams are ended. Over as soon as the log is read, as readiness says."""
        return self._is_ending and self._health.is_stale

    def start(self) -> None:
        """Start it, once."""
        with self._starting:
            if not self._is_started:
                self._is_started = True
                concurrency.spawn(self._run)

    def _run(self) -> None:
        while True:
            concurrency.pause(LOOK_S)
            try:
                self.look()
            except Exception:
                log.exception("streams cannot be ended, retrying")

    def look(self) -> None:
        """Act on the second look: a process that was paused first gets a chance to read."""
        is_stale = self._health.is_stale
        is_ending, self._was_stale = is_stale and self._was_stale, is_stale
        if is_ending != self._is_ending:
            self._is_ending = is_ending
            (log.error if is_ending else log.warning)(
                "the log cannot be read, streams end" if is_ending else "the log is read again"
            )
        if is_ending:
            self._end_all()
