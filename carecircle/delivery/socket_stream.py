"""A websocket in the stream loop: its families, its messages, unacknowledged events."""

import os
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from wsproto.events import Ping

from carecircle.auth.principal import Principal
from carecircle.delivery import closing as goodbye
from carecircle.delivery import concurrency
from carecircle.delivery.closing import Goodbye, closing, goodbye_for, socket_words
from carecircle.delivery.commands import Message
from carecircle.delivery.frames import PONG, SOCKET, ws_frame
from carecircle.delivery.reader import Broken, Closed, Reader, TooBig
from carecircle.delivery.stream import Loop, Stream
from carecircle.events.catalogue import ALARMS
from carecircle.languages import FIRST
from carecircle.realtime.entry import Entry
from carecircle.realtime.forms import Variant
from carecircle.realtime.subscription import Subscription

READ_AT_ONCE = 64 * 1024
CLOSE_FRAME = 0x88
PRESENT_S = 35.0


@dataclass
class Incoming:
    """An announced upload. size: in bytes; parts: the bytes received so far."""

    message: Message
    size: int
    parts: bytearray = field(default_factory=bytearray)


class Talk(Protocol):
    """Executes the messages of a socket outside the loop."""

    def work(self, stream: "SocketStream") -> None: ...


class SocketStream(Stream):
    """families: its subscriptions; first: the family of its address. language: of its errors.

    closed_by: the code of the peer's close frame, until it is answered.
    """

    __slots__ = (
        "allowance",
        "closed_by",
        "families",
        "first",
        "heard_at",
        "inbox",
        "incoming",
        "language",
        "origin",
        "principal",
        "reader",
        "talk",
        "unacknowledged",
        "variant",
    )
    wire = SOCKET
    reads = True
    talk: Talk

    def __init__(self, loop: Loop, principal: Principal, first: str, variant: Variant, tag: str):
        super().__init__(loop, tag)
        self.principal, self.first = principal, first
        self.variant, self.language = variant, FIRST
        self.origin: str | None = None
        self.families: dict[str, Subscription] = {}
        self.heard_at = self.born_at
        self.closed_by: int | None = None
        self.allowance = float(loop.limits.burst)
        self.reader: Reader | None = None
        self.incoming: Incoming | None = None
        self.inbox: deque[str | bytes] | None = None
        self.unacknowledged: dict[tuple[str, int], bytes] | None = None

    def subscriptions(self) -> list[Subscription]:
        return list(self.families.values())

    def is_heard(self, now: float) -> bool:
        """Returns whether it has sent anything lately. A browser answers each heartbeat."""
        return now - self.heard_at < PRESENT_S

    def say(self, type_: str, data: Message) -> None:
        self.send(self.wire.say(type_, data))

    def place(self, family_id: str) -> dict[str, str]:
        """Returns the members that name the family; none for the first one."""
        return {} if family_id == self.first else {"family": family_id}

    # what the hub calls

    def deliver(self, data: bytes, entry: Entry) -> None:
        self.send(data)
        if entry.event.type in ALARMS:
            self._expect(entry.event.family_id, entry.seq, data)

    def end(self, subscription: Subscription, reason: str) -> None:
        """Close the socket if its first family ends, else leave that family."""
        family_id = subscription.family_id
        said = goodbye_for(reason)
        if family_id == self.first or said.code == goodbye.SIGNED_OUT:
            self.leave(said)
        elif self.families.pop(family_id, None) is not None:
            self.loop.hub.unsubscribe(subscription)
            self.say(said.event, said.data | {"family": family_id})

    # acknowledgements

    def acknowledged(self, family_id: str, seq: int) -> None:
        if self.unacknowledged is not None:
            self.unacknowledged.pop((family_id, seq), None)

    def _expect(self, family_id: str, seq: int, data: bytes) -> None:
        if self.unacknowledged is None:
            self.unacknowledged = {}
        self.unacknowledged[family_id, seq] = data
        for wait in self.loop.limits.resend_s:
            self.loop.later(wait, lambda: self._send_again(family_id, seq))

    def _send_again(self, family_id: str, seq: int) -> None:
        data = (self.unacknowledged or {}).get((family_id, seq))
        if data is not None and family_id in self.families:
            self.send(data)

    # ending

    def last_words(self, goodbye: Goodbye) -> bytes:
        return socket_words(goodbye)

    def said_all(self) -> None:
        """The close frame has been sent: wait a little for the peer's, if it has not come."""
        if self.closed_by is None:
            self.loop.give_up_soon(self)
        else:
            self.loop.drop(self)

    def worked(self) -> None:
        """All messages have been executed. Answer the peer's close frame, if it sent one."""
        if self.closed_by is not None:
            self.leave(closing(self.closed_by, ""))

    # what the loop calls

    def beat(self, now: float) -> None:
        if now - self.heard_at > self.loop.limits.silence_s:
            self.leave(closing(goodbye.SILENT, "nothing heard"))
        else:
            super().beat(now)

    def readable(self) -> None:
        try:
            data = os.read(self.fd, READ_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data or (self.is_ending and self.outbox is None and data[0] == CLOSE_FRAME):
            self.loop.drop(self)
        elif not self.is_ending and self.closed_by is None:
            self._hear(data)

    def _hear(self, data: bytes) -> None:
        now = time.monotonic()
        earned = (now - self.heard_at) * self.loop.limits.per_second
        self.allowance = min(self.loop.limits.burst, self.allowance + earned)
        self.heard_at = now
        self.reader = self.reader or Reader(self.loop.limits.most_message)
        try:
            for found in self.reader.read(data):
                self._take(found)
        except TooBig:
            self.leave(closing(goodbye.TOO_BIG, "message too big"))
        except Broken as broken:
            self.leave(closing(broken.code, "not a websocket frame"))
        except Closed as closed:
            self.closed_by = closed.code
            if self.inbox is None:
                self.worked()

    def _take(self, found: str | bytes | Ping) -> None:
        self.allowance -= 1
        if self.allowance < 0 or len(self.inbox or ()) >= self.loop.limits.burst:
            self.leave(closing(goodbye.TOO_FAST, "too fast"))
        elif isinstance(found, Ping):
            self.send(ws_frame(PONG, bytes(found.payload)))
        elif self.inbox is not None:
            self.inbox.append(found)
        else:
            self.inbox = deque([found])
            concurrency.spawn(self.talk.work, self)
