"""A reader that stops reading now and then, over a connection that holds little."""

import fcntl
import socket
import struct
import termios
import time

from tests.delivery.readers import raw_socket
from tests.torture.clients.sse import SseClient

EVERY, RESTS_S = 40, 2.0


class SlowSseClient(SseClient):
    """stalls: how often bytes were waiting for it when it began to read again."""

    transport = "slow sse"
    is_live = False

    stalls = 0
    _count = 0
    _plug: socket.socket

    def plug(self) -> socket.socket:
        self._plug = raw_socket(self.door.port, receive_buffer=4096)
        return self._plug

    def rest(self) -> None:
        self._count += 1
        if self._count % EVERY == 0:
            time.sleep(RESTS_S)
            self.stalls += _waiting(self._plug) > 0


def _waiting(plug: socket.socket) -> int:
    """The bytes that it has not read."""
    asked = fcntl.ioctl(plug.fileno(), termios.FIONREAD, b"\0" * 4)
    return int(struct.unpack("i", asked)[0])
