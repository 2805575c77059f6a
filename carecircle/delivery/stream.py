"""One handed-over socket: writing and closing.

fd is negative before the hand-over and after the end. All methods are called under the hub's lock
and never block.
"""

import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from typing import Protocol

from carecircle.delivery import send_buffer
from carecircle.delivery.closing import Goodbye, goodbye_for
from carecircle.delivery.frames import SocketWire, SseWire
from carecircle.delivery.limits import Limits
from carecircle.delivery.send_buffer import SendBuffer
from carecircle.realtime.entry import Entry
from carecircle.realtime.hub import Hub
from carecircle.realtime.subscription import Subscription


class Loop(Protocol):
    """What a stream needs from the loop that owns its socket."""

    @property
    def hub(self) -> Hub: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def counts(self) -> Counter[str]: ...

    def watch(self, stream: "Stream") -> None: ...
    def drop(self, stream: "Stream") -> None: ...
    def give_up_soon(self, stream: "Stream") -> None: ...
    def later(self, seconds: float, work: Callable[[], None]) -> None: ...


class Stream(ABC):
    """outbox: None while the socket takes all bytes. gone: called once after the end."""

    __slots__ = (
        "born_at",
        "ends_at",
        "fd",
        "gone",
        "goodbye",
        "is_ending",
        "loop",
        "outbox",
        "tag",
    )
    wire: SseWire | SocketWire
    reads = False

    def __init__(self, loop: Loop, tag: str = ""):
        self.loop = loop
        self.tag = tag
        self.fd = -1
        self.outbox: SendBuffer | None = None
        self.goodbye: Goodbye | None = None
        self.gone: Callable[[], None] | None = None
        self.is_ending = False
        self.born_at = time.monotonic()
        self.ends_at = self.born_at + loop.limits.life()

    # called by the hub

    @property
    def has_written(self) -> bool:
        return self.outbox is None and self.fd >= 0

    def deliver(self, data: bytes, entry: Entry) -> None:
        self.send(data)

    def deliver_hint(self, data: bytes) -> None:
        if self.outbox is None:
            self.send(data)

    def end(self, subscription: Subscription, reason: str) -> None:
        self.leave(goodbye_for(reason))

    # writing

    def send(self, data: bytes, spare: int = 0) -> None:
        """Write what the socket takes at once and buffer the rest, up to the limit."""
        if self.is_ending or self.fd < 0:
            return
        if self.outbox is not None:
            self._keep(data, spare)
            return
        sent = send_buffer.write(self.fd, data)
        if sent == send_buffer.GONE:
            self.loop.drop(self)
        elif sent < len(data):
            self.outbox = SendBuffer(data[sent:], spare)
            self.loop.watch(self)

    def send_replay(self, data: bytes) -> None:
        """Send a replay, which may exceed the limit of the buffer."""
        self.send(data, spare=len(data))

    def flush(self) -> None:
        """Write on: the socket takes bytes again."""
        if self.outbox is None:
            return
        if not self.outbox.flush(self.fd):
            self.loop.drop(self)
        elif not self.outbox.waiting:
            self.outbox = None
            self.loop.watch(self)
            if self.is_ending:
                self.said_all()

    def _keep(self, data: bytes, spare: int) -> None:
        assert self.outbox is not None
        self.outbox.add(data)
        self.outbox.spare += spare
        limits = self.loop.limits
        if self.outbox.is_over(limits.most_events, limits.most_bytes):
            self.loop.counts["slow"] += 1
            self.outbox.keep_first()
            self.leave(goodbye_for("slow"))

    # ending

    def leave(self, goodbye: Goodbye) -> None:
        """Send the closing message; close once it is written, or after a timeout."""
        if self.fd < 0:
            self.goodbye = self.goodbye or goodbye
        if self.is_ending or self.fd < 0:
            return
        self.send(self.last_words(goodbye))
        self.is_ending = True
        if self.fd >= 0:
            self.loop.give_up_soon(self)
            if self.outbox is None:
                self.said_all()

    @abstractmethod
    def last_words(self, goodbye: Goodbye) -> bytes:
        """Returns the bytes of the closing message."""

    def said_all(self) -> None:
        self.loop.drop(self)

    @abstractmethod
    def subscriptions(self) -> list[Subscription]:
        """Returns its subscriptions."""

    # called by the loop

    def readable(self) -> None:
        self.loop.drop(self)

    def beat(self, now: float) -> None:
        """On each heartbeat: drop it if stalled, end it if too old, else send a heartbeat."""
        if self.outbox is not None and now - self.outbox.moved_at > self.loop.limits.stalled_s:
            self.loop.drop(self)
        elif now > self.ends_at:
            self.leave(goodbye_for("asked-again"))
        elif self.outbox is None:
            self.send(self.wire.heartbeat)
