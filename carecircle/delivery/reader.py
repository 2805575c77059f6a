"""Assembles websocket messages from bytes, up to a size."""

from collections.abc import Iterator

from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, TextMessage

NEVER_SENT = frozenset({1005, 1006, 1015})


class TooBig(Exception):
    """A message exceeds the limit."""


class Broken(Exception):
    """The bytes are not a websocket frame, or not UTF-8. code: of our close frame."""

    def __init__(self, code: int):
        super().__init__(code)
        self.code = code


class Closed(Exception):
    """The peer closes. code: of our close frame."""

    def __init__(self, code: int):
        super().__init__(code)
        self.code = 1000 if code in NEVER_SENT else code


class Reader:
    """Created with the first bytes received: most peers never send any."""

    __slots__ = ("_connection", "_most", "_parts", "_size")

    def __init__(self, most: int):
        self._connection = Connection(ConnectionType.SERVER)
        self._most = most
        self._parts: list[str | bytes] = []
        self._size = 0

    def read(self, data: bytes) -> Iterator[str | bytes | Ping]:
        """Yields the messages and pings that are complete, then raises TooBig, Broken or Closed.

        One by one: messages before a close count.
        """
        self._connection.receive_data(data)
        for event in self._connection.events():
            yield from self._take(event)

    def _take(self, event: Event) -> list[str | bytes | Ping]:
        match event:
            case TextMessage() | BytesMessage():
                return self._add(event)
            case Ping():
                return [event]
            case CloseConnection() if self._connection.state is ConnectionState.OPEN:
                raise Broken(int(event.code))
            case CloseConnection():
                raise Closed(int(event.code))
        return []

    def _add(self, event: TextMessage | BytesMessage) -> list[str | bytes | Ping]:
        part = event.data if isinstance(event, TextMessage) else bytes(event.data)
        self._parts.append(part)
        self._size += len(part.encode() if isinstance(part, str) else part)
        if self._size > self._most:
            raise TooBig
        if not event.message_finished:
            return []
        whole = _joined(self._parts)
        self._parts, self._size = [], 0
        return [whole]


def _joined(parts: list[str | bytes]) -> str | bytes:
    """Returns the whole message. All its parts are of one kind: wsproto ensures it."""
    texts = [part for part in parts if isinstance(part, str)]
    return "".join(texts) if texts else b"".join(p for p in parts if isinstance(p, bytes))
