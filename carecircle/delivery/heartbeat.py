"""One timer for all streams: heartbeats spread over their interval, and delayed calls."""

import heapq
import itertools
import time
from collections.abc import Callable
from threading import RLock

import structlog

from carecircle.delivery import concurrency
from carecircle.delivery.stream import Stream
from carecircle.realtime.log_health import LogHealth

TICK_S = 0.1

log = structlog.get_logger("carecircle.streams")


class Heartbeat:
    """slots: as many as ticks in a heartbeat; each tick serves the streams of one slot.

    lock: the hub's. health: no stream is given a heartbeat while the log cannot be read.
    """

    def __init__(self, lock: "RLock", heartbeat_s: float, health: LogHealth):
        self._lock, self._health = lock, health
        count = max(1, round(heartbeat_s / TICK_S))
        self._slots: list[dict[int, Stream]] = [{} for _ in range(count)]
        self._next = 0
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def add(self, stream: Stream) -> None:
        self._slots[self._slot(stream.fd)][stream.fd] = stream

    def remove(self, stream: Stream, fd: int) -> None:
        self._slots[self._slot(fd)].pop(fd, None)

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        heapq.heappush(self._due, (time.monotonic() + seconds, next(self._order), work))

    def run(self) -> None:
        while True:
            concurrency.pause(TICK_S)
            try:
                self._tick()
            except Exception:
                log.exception("heartbeat failed")

    def _tick(self) -> None:
        now = time.monotonic()
        self._next = (self._next + 1) % len(self._slots)
        with self._lock:
            if not self._health.is_stale:
                self._beat_all(now)
            while self._due and self._due[0][0] <= now:
                heapq.heappop(self._due)[2]()

    def _beat_all(self, now: float) -> None:
        for stream in list(self._slots[self._next].values()):
            if not stream.is_ending:
                stream.beat(now)

    def _slot(self, fd: int) -> int:
        return fd * 7 % len(self._slots)
