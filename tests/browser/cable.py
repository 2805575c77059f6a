"""The network between a browser and the server: it can be cut and mended."""

import contextlib
import socket
import threading

from tests.servers.process import free_port


class Cable:
    """Listens on a port of its own and passes bytes on to the server's port."""

    def __init__(self, server_port: int):
        self.server_port, self.port = server_port, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.ends: set[socket.socket] = set()
        self.opened = 0
        self.is_pulled = self.swallows = False
        self.mend()

    def swallow_answers(self) -> None:
        """What is asked still arrives; no answer comes back, and nothing breaks."""
        self.swallows = True

    def pull(self) -> None:
        """Nothing goes either way any more, and neither end is told."""
        self.is_pulled = True

    def mend(self) -> None:
        self.is_pulled = self.swallows = False
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
        threading.Thread(target=self._listen, args=(self.listener,), daemon=True).start()

    def cut(self) -> None:
        """Nothing listens any more, and what was open breaks."""
        for end in [self.listener, *self.ends]:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def _listen(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = listener.accept()
                self.opened += 1
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self.server_port))
        except OSError:
            near.close()
            return
        self.ends |= {near, far}
        threading.Thread(target=self._carry, args=(near, far), daemon=True).start()
        self._carry(far, near, is_answer=True)

    def _carry(
        self, source: socket.socket, target: socket.socket, *, is_answer: bool = False
    ) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if not (self.is_pulled or (is_answer and self.swallows)):
                    target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            self.ends.discard(end)
