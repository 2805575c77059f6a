"""The connection between a browser and the server: direct, or through a proxy that spoils
something, in a process of its own, so that it takes no CPU time from the measurement."""

import multiprocessing
from multiprocessing.connection import Connection

from tests.browser.bad_proxy import BadProxy

WITHIN_S = 30


class DirectLine:
    """A direct connection to the server's own port."""

    def __init__(self, server_port: int):
        self.port = server_port
        self.url = f"http://127.0.0.1:{server_port}"

    def cut(self) -> None:
        """There is nothing to cut."""


class ProxiedLine(DirectLine):
    """A connection through a proxy. blocked, buffered: as for BadProxy."""

    def __init__(self, server_port: int, blocked: tuple[str, ...], buffered: tuple[str, ...]):
        ours, theirs = multiprocessing.Pipe()
        arguments = (theirs, server_port, blocked, buffered)
        self._process = multiprocessing.get_context("spawn").Process(target=_serve, args=arguments)
        self._process.start()
        self._ours = ours
        super().__init__(self._receive())

    @property
    def spoiled(self) -> int:
        """Returns the number of requests that were spoiled so far."""
        self._ours.send("spoiled")
        return self._receive()

    def cut(self) -> None:
        self._ours.send("")
        self._process.join(WITHIN_S)

    def _receive(self) -> int:
        if not self._ours.poll(WITHIN_S):
            raise TimeoutError("the proxy does not answer")
        return int(self._ours.recv())


def _serve(
    pipe: Connection, port: int, blocked: tuple[str, ...], buffered: tuple[str, ...]
) -> None:
    proxy = BadProxy(port, blocked=blocked, buffered=buffered)
    pipe.send(proxy.port)
    while pipe.recv():
        pipe.send(proxy.spoiled)
