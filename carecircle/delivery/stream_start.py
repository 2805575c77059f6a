"""The beginning of a stream or socket: hello, a reset for a bad cursor, the missed events."""

from dataclasses import dataclass

from carecircle.delivery.frames import RETRY_MS, SOCKET, SSE, SocketWire, SseWire
from carecircle.delivery.service import Delivery
from carecircle.events.cursor import Resume
from carecircle.realtime.entry import Entry
from carecircle.realtime.subscription import Subscription

HELLO, RESET = "hello", "reset"


@dataclass(frozen=True)
class StreamStart:
    resume: Resume
    entries: list[Entry]

    @classmethod
    def read(
        cls, delivery: Delivery, subscription: Subscription, after: str | None
    ) -> "StreamStart":
        with delivery.unless_it_fails(subscription):
            return cls(*delivery.hub.catch_up(subscription, after))

    def hello(self, delivery: Delivery) -> dict[str, object]:
        return {
            "cursor": str(self.resume.head),
            "recovered": self.resume.recovered,
            "replayed": len(self.entries),
            "heartbeat_s": delivery.limits.heartbeat_s,
        }

    def note_sent(self, delivery: Delivery, subscription: Subscription) -> None:
        """Note the replayed events as sent, like live ones."""
        for entry in self.entries:
            delivery.hub.note_sent(entry, [subscription])

    def sse(self, delivery: Delivery, subscription: Subscription, wire: SseWire = SSE) -> bytes:
        hello = wire.say(HELLO, self.hello(delivery), retry=RETRY_MS)
        return hello + self.rest(delivery, subscription, wire, {})

    def socket(
        self, delivery: Delivery, subscription: Subscription, place: dict[str, str]
    ) -> bytes:
        """Returns the bytes for a websocket. place: further members of hello and reset."""
        hello = SOCKET.say(HELLO, self.hello(delivery) | place)
        return hello + self.rest(delivery, subscription, SOCKET, place)

    def rest(
        self,
        delivery: Delivery,
        subscription: Subscription,
        wire: SseWire | SocketWire,
        place: dict[str, str],
    ) -> bytes:
        parts = [delivery.hub.bytes_of(entry, subscription.form) for entry in self.entries]
        if not self.resume.recovered:
            reset = {"reason": self.resume.reason, **place}
            parts.insert(0, wire.say(RESET, reset, id_=str(self.resume.head)))
        return b"".join(parts)
