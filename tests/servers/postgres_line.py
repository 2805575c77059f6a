"""The line between CareCircle and PostgreSQL, over TCP: each kind of fault a database can have."""

import contextlib
import socket
import struct
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.servers.process import free_port

RESET = struct.pack("ii", 1, 0)


class Line:
    """Passes bytes on to the server's Unix socket.

    swallowed, refused, broken: how often a fault took effect.
    """

    def __init__(self, url: str):
        parts = urlsplit(url)
        self._server = Path(parse_qs(parts.query)["host"][0]) / ".s.PGSQL.5432"
        self.port = free_port()
        self.url = f"postgresql://carecircle@127.0.0.1:{self.port}{parts.path}"
        self.swallowed = self.refused = self.broken = 0
        self._silent: set[socket.socket] = set()
        self._deaf = self._mute = self._resets = False
        self._ends: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self._listen_again()

    # faults; each begins at once and lasts until mend()

    def forget_old(self) -> None:
        """Connections that are open swallow everything; new ones work."""
        self._silent |= self._ends

    def hang(self) -> None:
        """What is asked arrives, no answer comes back, on old and new connections."""
        self._mute = True

    def go_silent(self) -> None:
        """All connections are accepted and swallow everything."""
        self._deaf = True

    def reset(self) -> None:
        """All connections break with a reset, as do new ones."""
        self._resets = True
        self._break_all()

    def refuse(self) -> None:
        """Nothing listens, and what was open is swallowed."""
        self.forget_old()
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None

    def mend(self) -> None:
        """New connections work again. What a fault has spoilt stays as it is."""
        self.forget_old()
        self._deaf = self._mute = self._resets = False
        if self._listener is None:
            self._listen_again()

    def close(self) -> None:
        self.refuse()
        self._break_all()

    def _break_all(self) -> None:
        for end in list(self._ends):
            self._break(end)

    def _break(self, end: socket.socket) -> None:
        with contextlib.suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            end.shutdown(socket.SHUT_RD)
            end.close()
        self._ends.discard(end)
        self.broken += 1

    def _listen_again(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
        threading.Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    def _listen(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = listener.accept()
                if self._resets:
                    self.refused += 1
                    self._break(near)
                else:
                    threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(str(self._server))
        except OSError:
            near.close()
            return
        self._ends |= {near, far}
        threading.Thread(target=self._carry, args=(near, far, False), daemon=True).start()
        self._carry(far, near, True)

    def _carry(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if self._is_swallowed(source, is_answer):
                    self.swallowed += 1
                else:
                    target.sendall(data)
        if source not in self._silent:
            for end in (source, target):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
                self._ends.discard(end)

    def _is_swallowed(self, source: socket.socket, is_answer: bool) -> bool:
        return source in self._silent or self._deaf or (is_answer and self._mute)
