"""The wire formats: SSE blocks, websocket frames, a page of events."""

import re
import struct
from collections.abc import Mapping
from typing import NamedTuple

from carecircle.events.envelope import encode

TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A
RETRY_MS = 2000
_LINE_END = re.compile(rb"\r\n|\r|\n")


def sse_block(
    event: str, data: bytes, *, id_: str | None = None, retry: int | None = None
) -> bytes:
    """Returns one block. A line break in data cannot forge a field: each line is a data line."""
    lines = [] if retry is None else [b"retry: %d" % retry]
    lines.append(b"event: " + _LINE_END.sub(b"", event.encode()))
    if id_ is not None:
        lines.append(b"id: " + _LINE_END.sub(b"", id_.encode()))
    lines += [b"data: " + line for line in _LINE_END.split(data)]
    return b"\n".join(lines) + b"\n\n"


def ws_frame(opcode: int, payload: bytes) -> bytes:
    """Returns a whole unmasked frame, as servers send them."""
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", opcode, size) + payload
    if size < 65536:
        return struct.pack("!BBH", opcode, 126, size) + payload
    return struct.pack("!BBQ", opcode, 127, size) + payload


def ws_close(code: int, reason: str = "") -> bytes:
    return ws_frame(CLOSE, struct.pack("!H", code) + reason.encode()[:120])


def chunk(data: bytes) -> bytes:
    """Returns one chunk of an HTTP/1.1 response body."""
    return b"%x\r\n%b\r\n" % (len(data), data)


class SseWire:
    """Server-sent events. A block without `id:` does not move the client's cursor.

    end: the bytes after the last block.
    """

    heartbeat = sse_block("hb", b"{}")
    end = b""

    def framed(self, block: bytes) -> bytes:
        return block

    def event(self, type_: str, cursor: str, body: bytes) -> bytes:
        return self.framed(sse_block(type_, body, id_=cursor))

    def hint(self, type_: str, body: bytes) -> bytes:
        return self.framed(sse_block(type_, body))

    def say(
        self,
        type_: str,
        data: Mapping[str, object],
        *,
        id_: str | None = None,
        retry: int | None = None,
    ) -> bytes:
        return self.framed(sse_block(type_, encode(data), id_=id_, retry=retry))


class ChunkedSseWire(SseWire):
    """The same, each block a chunk: a client that reads whole chunks has it at once."""

    heartbeat = chunk(SseWire.heartbeat)
    end = chunk(b"")

    def framed(self, block: bytes) -> bytes:
        return chunk(block)


class SocketWire:
    """Websocket text messages: flat JSON, each with its type."""

    heartbeat = ws_frame(TEXT, b'{"type":"hb"}')
    ping = ws_frame(PING, b"")

    def event(self, type_: str, cursor: str, body: bytes) -> bytes:
        return ws_frame(TEXT, body)

    def hint(self, type_: str, body: bytes) -> bytes:
        return ws_frame(TEXT, body)

    def say(self, type_: str, data: Mapping[str, object], *, id_: str | None = None) -> bytes:
        place = {} if id_ is None else {"id": id_}
        return ws_frame(TEXT, encode({"type": type_, **place, **data}))


class PlainWire:
    """The envelope alone, for responses that list events."""

    def event(self, type_: str, cursor: str, body: bytes) -> bytes:
        return body

    def hint(self, type_: str, body: bytes) -> bytes:
        return body


SSE, CHUNKED_SSE, SOCKET, PLAIN = SseWire(), ChunkedSseWire(), SocketWire(), PlainWire()


class Page(NamedTuple):
    """The response of poll and long poll, around the events' own bytes."""

    cursor: str
    bodies: list[bytes]
    head: str
    more: bool = False
    reason: str | None = None

    def written(self) -> bytes:
        said: dict[str, object] = {"cursor": self.cursor, "recovered": self.reason is None}
        if self.reason is not None:
            said["reason"] = self.reason
        rest = encode({"more": self.more, "head": self.head})
        return encode(said)[:-1] + b',"events":[' + b",".join(self.bodies) + b"]," + rest[1:]
