"""The two facts of gunicorn's gevent worker that the hand-over rests on. A new gunicorn that
changes them fails here, by name, and not in a family's kitchen."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.process import Process, free_port

pytestmark = pytest.mark.server

APPLICATION = """
import os
import gevent

def application(environ, start_response):
    if environ["PATH_INFO"] == "/plain":
        start_response("200 OK", [("Content-Length", "5")])
        return [b"plain"]
    descriptor = os.dup(environ["gunicorn.socket"].fileno())
    gevent.spawn_later(0.3, later, descriptor)
    raise StopIteration

def later(descriptor):
    os.write(descriptor, b"ours alone")
    os.close(descriptor)
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """gunicorn with a single slot and an application that hands its sockets over."""
    (tmp_path / "handing.py").write_text(APPLICATION)
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-k", "gevent", "--worker-connections", "1"]
    options = ["--bind", f"127.0.0.1:{port}", "--no-control-socket", "handing:application"]
    process = Process([*command, *options], tmp_path / "log", cwd=tmp_path)
    process.wait_until(lambda: ask(port, "/plain").endswith(b"plain"))
    yield port
    process.stop()


def ask(port: int, path: str) -> bytes:
    try:
        with open_with(port, path) as client:
            return everything(client)
    except OSError:
        return b""


def open_with(port: int, path: str) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    return client


def everything(client: socket.socket) -> bytes:
    return b"".join(iter(lambda: client.recv(4096), b""))


def test_the_environ_carries_the_clients_socket_and_stopiteration_adds_no_byte(port: int) -> None:
    assert ask(port, "/") == b"ours alone"


def test_a_request_that_ended_so_frees_its_slot(port: int) -> None:
    """With a single slot, three connections are held and an ordinary request is answered."""
    held = [open_with(port, "/") for _ in range(3)]
    assert ask(port, "/plain").endswith(b"plain")
    assert [everything(client) for client in held] == [b"ours alone"] * 3
