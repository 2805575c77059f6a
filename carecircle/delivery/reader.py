"""Puts together what comes in over a websocket: bytes to whole messages, up to a size."""

from collections.abc import Iterator
from typing import Any

from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage

NEVER_SENT = frozenset({1005, 1006, 1015})


class TooBig(Exception):
    """A message beyond the bound."""


class Broken(Exception):
    """What came is no websocket frame, or no UTF-8."""


class Closed(Exception):
    """The peer closes; code: what to answer with."""

    def __init__(self, code: int):
        super().__init__(code)
        self.code = 1000 if code in NEVER_SENT else code


class Reader:
    """Made when the peer first speaks: most streams never do."""

    __slots__ = ("_connection", "_most", "_parts", "_size")

    def __init__(self, most: int):
        self._connection = Connection(ConnectionType.SERVER)
        self._most = most
        self._parts: list[Any] = []
        self._size = 0

    def read(self, data: bytes) -> Iterator[str | bytes | Ping]:
        """The messages and pings that are complete now, then raises TooBig, Broken or Closed.

        One by one: what was said before a close counts.
        """
        self._connection.receive_data(data)
        for event in self._connection.events():
            yield from self._take(event)

    def _take(self, event: Any) -> list[str | bytes | Ping]:
        match event:
            case TextMessage() | BytesMessage():
                return self._add(event)
            case Ping():
                return [event]
            case CloseConnection() if self._connection.state is ConnectionState.OPEN:
                raise Broken
            case CloseConnection():
                raise Closed(int(event.code))
        return []

    def _add(self, event: TextMessage | BytesMessage) -> list[str | bytes | Ping]:
        self._parts.append(event.data)
        self._size += len(event.data.encode() if isinstance(event.data, str) else event.data)
        if self._size > self._most:
            raise TooBig
        if not event.message_finished:
            return []
        whole = self._parts[0][:0].join(self._parts)
        self._parts, self._size = [], 0
        return [whole]
