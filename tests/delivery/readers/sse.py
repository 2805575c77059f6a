"""A stream of server-sent events, read as a browser does."""

import http.client
import json
from typing import Any

from tests.delivery.readers.door import PRESENCE, WITHIN_S, Door, Opening


class Sse:
    """Reads blocks off the socket as a browser does."""

    def __init__(self, door: Door, after: str | None = None, **more: Any):
        last_id = more.pop("last_event_id", None)
        headers = door.headers | ({"Last-Event-ID": last_id} if last_id else {})
        self.connection = http.client.HTTPConnection(door.host, door.port, timeout=WITHIN_S)
        self.connection.request("GET", door.path("/stream", after=after, **more), headers=headers)
        self.socket = self.connection.sock
        self.answer = self.connection.getresponse()
        self.first = self.block()
        self.opening = self._opening()

    def _opening(self) -> Opening | None:
        if self.first is None or self.first["event"] != "hello":
            return None
        said = json.loads(self.first["data"])
        reason = None if said["recovered"] else json.loads(self.block()["data"])["reason"]
        return Opening(said["cursor"], said["recovered"], reason, said["replayed"])

    def block(self, within: float = WITHIN_S) -> dict[str, Any] | None:
        """The next block as its fields, presence left out; None at the end of the stream."""
        while (found := self._next_block(within)) and found["event"] == PRESENCE:
            pass
        return found

    def _next_block(self, within: float) -> dict[str, Any] | None:
        self.socket.settimeout(within)
        found: dict[str, Any] = {}
        for line in iter(self.answer.readline, b""):
            if line == b"\n":
                return found
            name, _, value = line.rstrip(b"\n").partition(b": ")
            text = value.decode()
            found[name.decode()] = text if name != b"data" else _joined(found, text)
        return None

    def events(self, count: int, within: float = WITHIN_S) -> list[bytes]:
        found: list[bytes] = []
        while len(found) < count and (block := self.block(within)) is not None:
            if "id" in block and block["event"] != "reset":
                body = json.loads(block["data"])
                assert (block["id"], block["event"]) == (body["id"], body["type"])
                found.append(block["data"].encode())
        return found

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


def _joined(found: dict[str, Any], text: str) -> str:
    return f"{found['data']}\n{text}" if "data" in found else text
