"""One reader for each transport, all with the same face: what it was told first, then events."""

import http.client
import json
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

WITHIN_S = 20.0
PRESENCE = "presence:update"  # others come and go at any time


@dataclass
class Door:
    """Where a family is read, and as whom."""

    port: int
    family_id: str
    token: str | None
    host: str = "127.0.0.1"
    cookie: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        if self.cookie:
            return {"Cookie": self.cookie}
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def path(self, end: str = "", **query: Any) -> str:
        asked = {name: value for name, value in query.items() if value is not None}
        return f"/families/{self.family_id}/events{end}?{urlencode(asked)}"

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=40)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request("GET", path, headers=self.headers | named)
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    def ask(self, method: str, path: str) -> int:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        try:
            connection.request(method, path, headers=self.headers)
            return connection.getresponse().status
        finally:
            connection.close()


@dataclass
class Opening:
    head: str
    recovered: bool
    reason: str | None
    replayed: int | None = None


class Poll:
    """wait: None polls, otherwise it is a long poll."""

    wait: float | None = None

    def __init__(self, door: Door, after: str | None = None, limit: int | None = None, **more: Any):
        self.door, self.cursor, self.limit, self.more = door, after, limit, more
        page, bodies = self._page(wait=None)
        self.opening = Opening(page["head"], page["recovered"], page.get("reason"))
        self._ready = bodies

    def _page(self, wait: float | None) -> tuple[dict[str, Any], list[bytes]]:
        path = self.door.path(after=self.cursor, limit=self.limit, wait=wait, **self.more)
        status, body, _ = self.door.get(path)
        assert status == 200, (status, body)
        page = json.loads(body)
        self.cursor = page["cursor"]
        return page, listed(body)

    def events(self, count: int, within: float = WITHIN_S) -> list[bytes]:
        end = time.monotonic() + within
        while len(self._ready) < count and time.monotonic() < end:
            self._ready += self._page(self.wait)[1]
            if self.wait is None:
                time.sleep(0.05)
        found, self._ready = self._ready[:count], self._ready[count:]
        return found

    def close(self) -> None:
        pass


class LongPoll(Poll):
    wait = 5.0


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


class Socket:
    """A websocket client; deflate is offered, as every browser does."""

    def __init__(self, door: Door, after: str | None = None, **more: Any):
        self._connect(door, after, more.pop("origin", None), more)
        said = self.message()
        self.first, self.opening = said, self._opening(said)

    @classmethod
    def turned_away(cls, door: Door) -> tuple[int | None, list[dict[str, Any]]]:
        """What it says to one that it does not take."""
        one = cls.__new__(cls)
        one._connect(door, None, None, {})
        return one.closed()

    def _connect(
        self, door: Door, after: str | None, origin: str | None, more: dict[str, Any]
    ) -> None:
        self.connection: ClientConnection = connect(
            f"ws://{door.host}:{door.port}{door.path('/socket', after=after, **more)}",
            additional_headers=door.headers,
            origin=origin,
            legacy=True,
            max_size=2**22,
            max_queue=None,  # or close() waits for somebody to read
            ping_interval=None,
        )

    def _opening(self, said: dict[str, Any]) -> Opening | None:
        if said["type"] != "hello":
            return None
        reason = None if said["recovered"] else self.message()["reason"]
        return Opening(said["cursor"], said["recovered"], reason, said["replayed"])

    def message(self, within: float = WITHIN_S) -> dict[str, Any]:
        """The next message, presence left out."""
        while (found := json.loads(self.connection.recv(timeout=within)))["type"] == PRESENCE:
            pass
        return dict(found)

    def until(self, type_: str, within: float = WITHIN_S) -> dict[str, Any]:
        while (found := self.message(within))["type"] != type_:
            pass
        return found

    def send(self, **message: Any) -> None:
        self.connection.send(json.dumps(message))

    def ask(self, **message: Any) -> dict[str, Any]:
        """Send a command and await its reply, whatever else comes before it."""
        self.send(ref="asked", **message)
        return self.until("reply")

    def events(self, count: int, within: float = WITHIN_S) -> list[bytes]:
        found: list[bytes] = []
        while len(found) < count:
            body = self.connection.recv(timeout=within, decode=False)
            if "seq" in json.loads(body):
                found.append(bytes(body))
        return found

    def closed(self, within: float = WITHIN_S) -> tuple[int | None, list[dict[str, Any]]]:
        """The close code, and what was said before it."""
        said = []
        try:
            while True:
                said.append(self.message(within))
        except ConnectionClosed as closed:
            return (closed.rcvd.code if closed.rcvd else None), said

    def close(self) -> None:
        self.connection.close()


Reader = Poll | LongPoll | Sse | Socket
EVERY = {"poll": Poll, "long poll": LongPoll, "sse": Sse, "websocket": Socket}


def listed(body: bytes) -> list[bytes]:
    """The bytes of each event in a page, as they stand there."""
    text = body.decode()
    at = text.index('"events":[') + len('"events":[')
    found, decoder = [], json.JSONDecoder()
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        found.append(text[at:end].encode())
        at = end + (text[end] == ",")
    return found


def raw_socket(port: int, receive_buffer: int | None = None) -> socket.socket:
    """A client that reads as little as it likes."""
    plain = socket.socket()
    if receive_buffer:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    plain.settimeout(WITHIN_S)
    plain.connect(("127.0.0.1", port))
    return plain
