"""The send buffer of a socket: bounded, written in order, nothing is left out."""

import os
import time
from collections import deque

GONE = -1


def write(fd: int, data: bytes | memoryview) -> int:
    """Returns the number of bytes written without waiting; GONE if the peer has closed."""
    try:
        return os.write(fd, data)
    except BlockingIOError:
        return 0
    except OSError:
        return GONE


class SendBuffer:
    """Exists only while bytes wait. spare: bytes that a replay may take beyond the limit.

    A partly written message is kept as a view: a long one is not copied for each write.
    """

    __slots__ = ("moved_at", "size", "spare", "waiting")

    def __init__(self, rest: bytes, spare: int):
        self.waiting: deque[bytes | memoryview] = deque([rest])
        self.size = len(rest)
        self.spare = spare
        self.moved_at = time.monotonic()

    def add(self, data: bytes) -> None:
        self.waiting.append(data)
        self.size += len(data)

    def is_over(self, most_events: int, most_bytes: int) -> bool:
        return len(self.waiting) > most_events or self.size > most_bytes + self.spare

    def keep_first(self) -> None:
        """Drop all but the rest of a partly written message: a reader gets whole messages."""
        first = self.waiting[0]
        self.waiting, self.size = deque([first]), len(first)

    def flush(self, fd: int) -> bool:
        """Write what the socket takes. Returns False if the peer has closed."""
        while self.waiting:
            data = self.waiting[0]
            sent = write(fd, data)
            if sent == GONE:
                return False
            self.size -= sent
            if sent:
                self.moved_at = time.monotonic()
            if sent < len(data):
                self.waiting[0] = memoryview(data)[sent:]
                return True
            self.waiting.popleft()
        return True
