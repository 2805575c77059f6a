"""A websocket, with commands and their replies."""

import json
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.delivery.readers.door import PRESENCE, WITHIN_S, Door, Opening


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
