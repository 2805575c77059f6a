"""How a stream is closed: the last message, and the websocket's close code."""

import random
from typing import NamedTuple

from carecircle.delivery.frames import SOCKET, ws_close

PROTOCOL, TOO_BIG, RESTART, BUSY = 1008, 1009, 1012, 1013
SIGNED_OUT, NO_MEMBER, SILENT, TOO_FAST = 4401, 4403, 4408, 4429


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


def drained() -> Goodbye:
    return Goodbye("drain", {"after_ms": random.randint(100, 3000)}, RESTART, "restarting")


def stalled() -> Goodbye:
    """The log cannot be read here: reconnect, perhaps to another worker."""
    return Goodbye("drain", {"after_ms": random.randint(500, 3000)}, RESTART, "database")


def busy(reason: str) -> Goodbye:
    return Goodbye("busy", {"reason": reason, "after_ms": random.randint(3000, 9000)}, BUSY, reason)


def closing(code: int, reason: str) -> Goodbye:
    """Returns the end of a websocket that broke a rule: a close frame without a message."""
    return Goodbye("", {}, code, reason)


def socket_words(goodbye: Goodbye) -> bytes:
    """Returns the bytes for a websocket: the message, if there is one, and the close frame."""
    said = SOCKET.say(goodbye.event, goodbye.data) if goodbye.event else b""
    return said + ws_close(goodbye.code, goodbye.reason)
