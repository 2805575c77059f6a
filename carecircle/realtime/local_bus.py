"""Signals between the workers of this host: a Unix datagram socket each, in the instance folder.

Sending has a socket of its own, which never waits, also under gevent: a receiver whose queue is
full polls the log. A socket of gevent would wait on its behalf, and refuse a second sender.
"""

import _socket
import os
import secrets
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import structlog

LARGEST = 8192

_log = structlog.get_logger("carecircle.local_bus")


class LocalBus:
    """heard: called with each text that another worker of this host sent."""

    def __init__(self, instance_path: Path, heard: Callable[[str], None]):
        self._folder = instance_path / "wake"
        self._heard = heard
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._descriptor: int | None = None
        self._sending: _socket.socket | None = None
        self._listening = False
        self.dropped = 0

    def start(self) -> None:
        """Start the listening thread."""
        receiving = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        receiving.bind(self._address(self._name))
        self._listening = True
        threading.Thread(
            target=self._listen, args=(receiving,), name="neighbours", daemon=True
        ).start()

    def stop(self) -> None:
        self._listening = False
        (self._folder / self._name).unlink(missing_ok=True)

    def send(self, text: str) -> None:
        """Send to every other worker of this host, without waiting. One that cannot take it polls
        the log later."""
        message = text.encode()
        if len(message) > LARGEST:
            return
        for name in os.listdir(self._open_folder()):
            if name != self._name:
                self._send_to(name, message)

    def _send_to(self, name: str, message: bytes) -> None:
        try:
            self._sender().sendto(message, self._address(name))
        except ConnectionRefusedError:  # its worker was killed
            (self._folder / name).unlink(missing_ok=True)
        except OSError:
            self.dropped += 1

    def _listen(self, receiving: socket.socket) -> None:
        while self._listening:
            try:
                self._heard(receiving.recv(LARGEST).decode())
            except (OSError, UnicodeDecodeError):
                continue
            except Exception:
                _log.exception("signal failed")

    def _sender(self) -> "_socket.socket":
        """Returns the kernel's socket as it is, which gevent does not replace."""
        if self._sending is None:
            self._sending = _socket.socket(_socket.AF_UNIX, _socket.SOCK_DGRAM)
            self._sending.setblocking(False)
        return self._sending

    def _open_folder(self) -> Path:
        if self._descriptor is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._descriptor = os.open(self._folder, os.O_PATH | os.O_DIRECTORY)
        return self._folder

    def _address(self, name: str) -> str:
        """Returns a path through the open folder: a Unix socket's path has at most 107 bytes."""
        self._open_folder()
        return f"/proc/self/fd/{self._descriptor}/{name}"
