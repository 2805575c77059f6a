"""The stream loop: owns all handed-over sockets of a worker, in one epoll.

A stream costs a few hundred bytes here: no greenlet, no request, no worker slot.
"""

import os
import select
import threading
import time
from collections import Counter
from collections.abc import Callable

import structlog

from carecircle.delivery import concurrency
from carecircle.delivery.closing import Goodbye, drained
from carecircle.delivery.heartbeat import Heartbeat
from carecircle.delivery.limits import Limits, room_for_streams
from carecircle.delivery.spread import slots
from carecircle.delivery.stream import Stream
from carecircle.realtime.hub import Hub

log = structlog.get_logger("carecircle.streams")

AT_ONCE = 256
APART_S = 0.002
GONE = select.EPOLLHUP | select.EPOLLERR


class StreamLoop:
    def __init__(self, hub: Hub, limits: Limits):
        self.hub = hub
        self.limits = limits
        self.streams: dict[int, Stream] = {}
        self.counts: Counter[str] = Counter()
        self._poller: concurrency.Poller | None = None
        self._pulse = Heartbeat(hub.lock, limits.beat_s, hub.log_health)
        self._starting = threading.Lock()

    def start(self) -> None:
        with self._starting:
            if self._poller is None:
                self._poller = concurrency.Poller()
                concurrency.spawn(self._run)
                concurrency.spawn(self._pulse.run)

    @property
    def has_room(self) -> bool:
        return len(self.streams) < (self.limits.most_streams or room_for_streams())

    # adding and dropping streams, under the hub's lock

    def adopt(self, stream: Stream, fd: int) -> None:
        """Take over the descriptor: the loop writes to it and closes it."""
        os.set_blocking(fd, False)
        stream.fd = fd
        self.streams[fd] = stream
        self.counts["opened"] += 1
        self._pulse.add(stream)
        self._epoll.register(fd, self._mask(stream))
        if stream.goodbye is not None:
            stream.leave(stream.goodbye)

    def watch(self, stream: Stream) -> None:
        """Update the events to wait for: its buffer was filled or emptied."""
        if stream.fd in self.streams:
            self._epoll.modify(stream.fd, self._mask(stream))

    def drop(self, stream: Stream) -> None:
        fd, stream.fd = stream.fd, -1
        if self.streams.pop(fd, None) is None:
            return
        self._epoll.unregister(fd)
        os.close(fd)
        stream.outbox = None
        self._pulse.remove(stream, fd)
        for subscription in stream.subscriptions():
            self.hub.unsubscribe(subscription)
        log.info("stream ended", of=stream.tag, seconds=round(time.monotonic() - stream.born_at))
        if stream.gone is not None:
            stream.gone()

    def give_up_soon(self, stream: Stream) -> None:
        """Drop it later: a slow reader gets time for the rest, any other to close."""
        wait = self.limits.stalled_s if stream.outbox is not None else self.limits.goodbye_s
        self._pulse.later(wait, lambda: self.drop(stream))

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        self._pulse.later(seconds, work)

    def drain(self, goodbye: Callable[[float], Goodbye] = drained) -> None:
        """Ask all streams to reconnect, each after a delay of its own. Returns when all are closed.

        They are told fast, so that a restart is short; only their return is spread. goodbye: the
        closing message for a delay in seconds. Those that are opened in the meantime stay."""
        waiting = list(self.streams.values())
        began = time.monotonic()
        telling = min(self.limits.drain_s, len(waiting) * APART_S)
        for number, (stream, after) in enumerate(zip(waiting, slots(len(waiting)), strict=True)):
            behind = began + telling * number / len(waiting) - time.monotonic()
            if behind > 0:
                concurrency.pause(behind)
            with self.hub.lock:
                stream.leave(goodbye(after - (time.monotonic() - began)))
        self._wait_until_closed(waiting, began + self.limits.drain_s + 1.5)

    def close(self) -> None:
        """Drop all streams."""
        self._drop_all(list(self.streams.values()))

    def _wait_until_closed(self, streams: list[Stream], until: float) -> None:
        """Wait until these are closed; drop those that are not by then (monotonic clock)."""
        while any(stream.fd >= 0 for stream in streams) and time.monotonic() < until:
            concurrency.pause(0.05)
        self._drop_all(streams)

    def _drop_all(self, streams: list[Stream]) -> None:
        with self.hub.lock:
            for stream in streams:
                self.drop(stream)

    # the loop

    @property
    def _epoll(self) -> "select.epoll":
        assert self._poller is not None, "the loop is started before it adopts"
        return self._poller.epoll

    @staticmethod
    def _mask(stream: Stream) -> int:
        reads = select.EPOLLIN if stream.reads else 0
        return select.EPOLLRDHUP | reads | (select.EPOLLOUT if stream.outbox is not None else 0)

    def _run(self) -> None:
        assert self._poller is not None
        while True:
            found = self._poller.wait(AT_ONCE)
            for fd, mask in found:
                with self.hub.lock:
                    stream = self.streams.get(fd)
                    if stream is not None:
                        self._take(stream, mask)
            if len(found) == AT_ONCE:
                concurrency.pause()

    def _take(self, stream: Stream, mask: int) -> None:
        try:
            self._happened(stream, mask)
        except Exception:
            log.exception("stream failed", of=stream.tag)
            self.drop(stream)

    def _happened(self, stream: Stream, mask: int) -> None:
        if mask & GONE:
            self.drop(stream)
            return
        if mask & select.EPOLLOUT:
            stream.flush()
        if mask & (select.EPOLLIN | select.EPOLLRDHUP) and stream.fd >= 0:
            stream.readable()
