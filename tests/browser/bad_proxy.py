"""Proxies as they are found in the wild: one that knows no websocket, one that buffers streams."""

import contextlib
import socket

from tests.browser.cable import Cable


class BadProxy(Cable):
    """Passes bytes on, but for what it is told to spoil.

    blocked: addresses that it answers by hanging up. buffered: whose answers it keeps for itself.
    """

    def __init__(self, server_port: int, *, blocked: tuple[str, ...], buffered: tuple[str, ...]):
        self._blocked = [part.encode() for part in blocked]
        self._buffered = [part.encode() for part in buffered]
        self.spoiled = 0
        self._kept: set[socket.socket] = set()
        super().__init__(server_port)

    def _carry(
        self, source: socket.socket, target: socket.socket, *, is_answer: bool = False
    ) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if self._is_spoiled(data, target):
                    break
                if source not in self._kept:
                    target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            self.ends.discard(end)

    def _is_spoiled(self, data: bytes, far: socket.socket) -> bool:
        """Whether to hang up. What is to be buffered is marked, and goes through to the server."""
        line = data.split(b"\r\n", 1)[0]
        if not line.startswith(b"GET "):
            return False
        if any(part in line for part in self._buffered):
            self.spoiled += 1
            self._kept.add(far)
        is_blocked = any(part in line for part in self._blocked)
        self.spoiled += is_blocked
        return is_blocked
