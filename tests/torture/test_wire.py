"""The wire carries bytes, breaks when it is cut, and swallows when it is silenced."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.torture.wire import Wire

SOON_S = 10


class Echo:
    """Sends back what it gets; heard: all that has arrived."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.heard = b""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(
                    target=self._answer, args=(self.listener.accept()[0],), daemon=True
                ).start()

    def _answer(self, peer: socket.socket) -> None:
        with suppress(OSError):
            while data := peer.recv(4096):
                self.heard += data
                peer.sendall(data)


@pytest.fixture
def echo() -> Iterator[Echo]:
    echo = Echo()
    yield echo
    echo.listener.close()


@pytest.fixture
def wire(echo: Echo) -> Iterator[Wire]:
    wire = Wire(echo.port)
    yield wire
    wire.close()


def talk(plug: socket.socket, words: bytes) -> bytes:
    plug.settimeout(SOON_S)
    plug.sendall(words)
    return plug.recv(4096)


def plugged(wire: Wire) -> socket.socket:
    plug = socket.create_connection(("127.0.0.1", wire.port))
    assert talk(plug, b"here") == b"here"
    return plug


def test_it_carries_bytes_both_ways(wire: Wire) -> None:
    with plugged(wire) as plug:
        assert talk(plug, b"words") == b"words"


def test_a_cut_breaks_as_many_as_it_says(wire: Wire) -> None:
    plugs = [plugged(wire) for _ in range(3)]
    assert wire.cut(2) == 2
    assert sorted(_is_broken(plug) for plug in plugs) == [False, True, True]
    assert wire.cut(5) == 1
    assert wire.cut() == 0


def _is_broken(plug: socket.socket) -> bool:
    try:
        return talk(plug, b"still here?") == b""
    except OSError:
        return True


def test_what_is_open_falls_silent_and_what_is_new_does_not(wire: Wire, echo: Echo) -> None:
    old = plugged(wire)
    assert wire.silence() == 1
    old.sendall(b"nobody hears")
    with plugged(wire) as new:
        assert talk(new, b"words") == b"words"
    while not wire.swallowed():
        pass
    assert b"nobody" not in echo.heard
    assert wire.cut() <= 1  # those that talk, never those that are silent
    assert not _is_broken_soon(old)
    assert wire.unsilence() == 1
    assert _is_broken(old)


def _is_broken_soon(plug: socket.socket) -> bool:
    plug.settimeout(0.2)
    try:
        return plug.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True
