"""What a socket did not take yet: bounded, written in order, never thinned out."""

import os
import time
from collections import deque

GONE = -1


def write(fd: int, data: bytes) -> int:
    """How many bytes the socket took, without waiting; GONE where nobody is there."""
    try:
        return os.write(fd, data)
    except BlockingIOError:
        return 0
    except OSError:
        return GONE


class SendBuffer:
    """Exists only while something waits. spare: what a replay may take beyond the bound."""

    __slots__ = ("moved_at", "size", "spare", "waiting")

    def __init__(self, rest: bytes, spare: int):
        self.waiting: deque[bytes] = deque([rest])
        self.size = len(rest)
        self.spare = spare
        self.moved_at = time.monotonic()

    def add(self, data: bytes) -> None:
        self.waiting.append(data)
        self.size += len(data)

    def is_over(self, most_events: int, most_bytes: int) -> bool:
        return len(self.waiting) > most_events or self.size > most_bytes + self.spare

    def keep_first(self) -> None:
        """Only the rest of what is half written: a reader gets whole messages."""
        first = self.waiting[0]
        self.waiting, self.size = deque([first]), len(first)

    def flush(self, fd: int) -> bool:
        """Write on. False where nobody is there; all is written when nothing waits."""
        while self.waiting:
            data = self.waiting[0]
            sent = write(fd, data)
            if sent == GONE:
                return False
            self.size -= sent
            if sent:
                self.moved_at = time.monotonic()
            if sent < len(data):
                self.waiting[0] = data[sent:]
                return True
            self.waiting.popleft()
        return True
