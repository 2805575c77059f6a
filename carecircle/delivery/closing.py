"""How a stream is closed: the last message, and the websocket's close code."""

import random
from typing import NamedTuple

from carecircle.delivery import spread
from carecircle.delivery.frames import SOCKET, SSE, SseWire, ws_close

TOO_BIG, RESTART, BUSY = 1009, 1012, 1013
SIGNED_OUT, NO_MEMBER, SILENT, TOO_FAST = 4401, 4403, 4408, 4429
SOONEST_MS, NEVER_MS = 500, 24 * 3600 * 1000


class Goodbye(NamedTuple):
    event: str
    data: dict[str, str | int]
    code: int
    reason: str


def goodbye_for(reason: str) -> Goodbye:
    """Returns the closing message: `bye` is final, `drain` and `busy` say when to reconnect."""
    match reason:
        case "changed" | "asked-again":
            return Goodbye("drain", {"after_ms": 0}, RESTART, reason)
        case "slow" | "behind":
            return Goodbye("drain", {"after_ms": 0}, BUSY, "slow reader")
        case "removed" | "left" | "not-found":
            return Goodbye("bye", {"reason": reason}, NO_MEMBER, reason)
        case _:
            return Goodbye("bye", {"reason": reason}, SIGNED_OUT, reason)


def drained(after_s: float | None = None) -> Goodbye:
    """Returns the closing message of a restart. after_s: seconds; by default a random delay."""
    wait = spread.any_slot() if after_s is None else max(0.0, after_s)
    return Goodbye("drain", {"after_ms": round(wait * 1000)}, RESTART, "restarting")


def stalled(after_s: float | None = None) -> Goodbye:
    """The log cannot be read here: reconnect, perhaps to another worker."""
    return drained(after_s)._replace(reason="database")


def busy(reason: str) -> Goodbye:
    return Goodbye("busy", {"reason": reason, "after_ms": random.randint(3000, 9000)}, BUSY, reason)


def closing(code: int, reason: str) -> Goodbye:
    """Returns the end of a websocket that broke a rule: a close frame without a message."""
    return Goodbye("", {}, code, reason)


def retry_ms(goodbye: Goodbye) -> int:
    """Returns after how long an EventSource reconnects by itself: it cannot be told not to."""
    if goodbye.event == "bye":
        return NEVER_MS
    return max(SOONEST_MS, int(goodbye.data.get("after_ms", 0)))


def sse_words(goodbye: Goodbye, wire: SseWire = SSE) -> bytes:
    """Returns the last block and the end of a stream; `retry` says what its message says."""
    return wire.say(goodbye.event, goodbye.data, retry=retry_ms(goodbye)) + wire.end


def socket_words(goodbye: Goodbye) -> bytes:
    """Returns the bytes for a websocket: the message, if there is one, and the close frame."""
    said = SOCKET.say(goodbye.event, goodbye.data) if goodbye.event else b""
    return said + ws_close(goodbye.code, goodbye.reason)
