"""Signals between the workers of this host: a Unix datagram socket each, in the instance folder."""

import os
import secrets
import socket
import threading
from collections.abc import Callable
from pathlib import Path

LARGEST = 8192


class LocalBus:
    """heard: called with each text that another worker of this host sent."""

    def __init__(self, instance_path: Path, heard: Callable[[str], None]):
        self._folder = instance_path / "wake"
        self._heard = heard
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._socket: socket.socket | None = None
        self._listening = False

    def start(self) -> None:
        """Start the listening thread."""
        self._door().bind(self._address(self._name))
        self._listening = True
        threading.Thread(target=self._listen, name="neighbours", daemon=True).start()

    def stop(self) -> None:
        self._listening = False
        (self._folder / self._name).unlink(missing_ok=True)

    def send(self, text: str) -> None:
        """Send to every other worker of this host. One that cannot take it polls the log later."""
        message = text.encode()
        if len(message) > LARGEST:
            return
        door = self._door()
        for name in os.listdir(self._folder):
            if name != self._name:
                self._send_to(door, name, message)

    def _send_to(self, door: socket.socket, name: str, message: bytes) -> None:
        try:
            door.sendto(message, socket.MSG_DONTWAIT, self._address(name))
        except ConnectionRefusedError:  # its worker was killed
            (self._folder / name).unlink(missing_ok=True)
        except OSError:
            pass

    def _listen(self) -> None:
        while self._listening:
            try:
                text = self._door().recv(LARGEST).decode()
            except (OSError, UnicodeDecodeError):
                continue
            self._heard(text)

    def _door(self) -> socket.socket:
        if self._socket is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._descriptor = os.open(self._folder, os.O_PATH | os.O_DIRECTORY)
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        return self._socket

    def _address(self, name: str) -> str:
        """Returns a path through the open folder: a Unix socket's path has at most 107 bytes."""
        return f"/proc/self/fd/{self._descriptor}/{name}"
