"""Many raw streams to one worker, read in one thread with one epoll."""

import contextlib
import http.client
import json
import select
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from carecircle.delivery.limits import raise_descriptors
from tests.delivery.served_family import served
from tests.servers import databases
from tests.servers.process import Process, free_port

UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
Started = Callable[[], contextlib.AbstractContextManager["Opened"]]


class Opened:
    """A server with one worker, and the streams that are open to it.

    fire: emits one event, whose bytes contain the given mark.
    """

    def __init__(self, port: int, worker_pid: int, request: bytes, fire: Callable[[str], None]):
        self.port, self.worker_pid, self._request, self._fire = port, worker_pid, request, fire
        self._sockets: dict[int, socket.socket] = {}
        self._epoll = select.epoll()
        self._count = 0
        raise_descriptors()

    def open(self, count: int) -> None:
        """Opens that many more streams, and waits until each has received its hello."""
        for _ in range(count):
            client = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            client.sendall(self._request)
            received = b""
            while b"hello" not in received:
                data = client.recv(4096)
                if not data:
                    raise RuntimeError(f"turned away: {received!r}")
                received += data
            self._sockets[client.fileno()] = client
            self._epoll.register(client, select.EPOLLIN)

    def one_event(self) -> list[float]:
        """Returns the seconds from the request until each stream has the event."""
        self._count += 1
        mark = f"mark-{self._count}-"
        begin, waiting, times = time.perf_counter(), set(self._sockets), []
        self._fire(mark)
        while waiting:
            for number, _ in self._epoll.poll(30, 1024):
                if mark.encode() in self._sockets[number].recv(65536):
                    waiting.discard(number)
                    times.append(time.perf_counter() - begin)
        return times

    def answers(self, path: str) -> int:
        """Returns the status of an ordinary request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        return status

    def close(self) -> None:
        for client in self._sockets.values():
            client.close()


def carecircle_server(end: str) -> Started:
    """The CareCircle server. end: stream or socket."""

    @contextmanager
    def start() -> Iterator[Opened]:
        with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as name:
            folder = Path(name)
            url = databases.copy_of(databases.migrated_file(folder), _made(folder / "data"))
            with served(folder / "instance", url) as house:
                member = house.door()
                more = UPGRADE if end == "socket" else ""
                request = f"GET {member.path('/' + end)} HTTP/1.1\r\nHost: bench\r\n{more}"
                request += f"Authorization: Bearer {member.token}\r\n\r\n"
                [pid] = house.server.worker_pids()
                opened = Opened(
                    house.server.port, pid, request.encode(), lambda mark: house.tell(text=mark)
                )
                yield opened
                opened.close()

    return start


@contextmanager
def generator_server() -> Iterator[Opened]:
    """benchmarks/generator_peer.py on the same gunicorn."""
    with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as folder:
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "-k", "gevent", "--worker-connections", "9999"]
        options = ["--no-control-socket", "--bind", f"127.0.0.1:{port}"]
        process = Process(
            [*command, *options, "benchmarks.generator_peer:app"], Path(folder) / "log"
        )
        process.wait_until(lambda: _answers(port))
        [worker] = psutil.Process(process.pid).children()
        request = b"GET /stream HTTP/1.1\r\nHost: bench\r\n\r\n"
        opened = Opened(port, worker.pid, request, lambda mark: _post(port, mark))
        try:
            yield opened
        finally:
            opened.close()
            process.stop(within_s=5)


def _post(port: int, mark: str) -> None:
    body = json.dumps({"type": "note:added", "data": {"note": mark}})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/event", body)
    connection.getresponse().read()
    connection.close()


def _answers(port: int) -> bool:
    try:
        _post(port, "")
    except OSError:
        return False
    return True


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
