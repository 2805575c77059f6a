"""One reader for each transport, all with the same face: what it was told first, then events."""

from tests.delivery.readers.door import Door, raw_socket
from tests.delivery.readers.polls import LongPoll, Poll
from tests.delivery.readers.sockets import Socket
from tests.delivery.readers.sse import Sse

Reader = Poll | LongPoll | Sse | Socket
EVERY = {"poll": Poll, "long poll": LongPoll, "sse": Sse, "websocket": Socket}

__all__ = ["EVERY", "Door", "LongPoll", "Poll", "Reader", "Socket", "Sse", "raw_socket"]
