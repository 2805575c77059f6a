"""The one place that writes the head of a response whose socket is then handed over.

It relies on two facts of gunicorn's gevent worker, tested by tests/delivery/test_gunicorn_facts.py:
the environ has the client's socket, and StopIteration ends the request without another byte.
"""

import os
import socket
import ssl
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Response
from werkzeug.http import http_date

from carecircle import clock
from carecircle.delivery import concurrency

NOT_SENT = frozenset({"set-cookie", "content-length", "transfer-encoding", "connection", "date"})
SEND_BUFFER = 128 * 1024
SILENT_PEER_MS = 25_000
PATIENCE_S = 15.0

STREAM_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
}


def can_hand_over(environ: WSGIEnvironment) -> bool:
    """Returns whether the socket can be handed over: a plain one of a gevent worker.

    Bytes written past TLS would break the connection."""
    given = environ.get("gunicorn.socket")
    return concurrency.is_gevent() and given is not None and not isinstance(given, ssl.SSLSocket)


def can_chunk(environ: WSGIEnvironment) -> bool:
    """Returns whether the client reads a chunked body. To another, closing the socket ends it."""
    return bool(environ.get("SERVER_PROTOCOL") == "HTTP/1.1")


def written_head(status: int, headers: Iterable[tuple[str, str]], is_chunked: bool) -> bytes:
    """Returns status line and headers."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers if name.lower() not in NOT_SENT]
    lines += ["Transfer-Encoding: chunked"] * is_chunked
    lines += [f"Date: {http_date()}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1")


def send_patiently(sock: socket.socket, data: bytes) -> None:
    """Send in the request's own greenlet, with a timeout. Raises OSError if the peer stalls."""
    sock.settimeout(PATIENCE_S)
    sock.sendall(data)


def take_descriptor(sock: socket.socket) -> int:
    """Returns a duplicate descriptor of the connection, configured for the stream loop."""
    if sock.family != socket.AF_UNIX:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_PEER_MS)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    return os.dup(sock.fileno())


class HandshakeSocket:
    """The socket that simple-websocket writes its handshake to: adds our headers."""

    def __init__(self, sock: socket.socket, request_id: str):
        self._sock = sock
        self._extra = (
            f"\r\nX-Request-Id: {request_id}\r\nCareCircle-Time: {clock.milliseconds()}"
            "\r\nCache-Control: no-store\r\n\r\n"
        )

    def send(self, data: bytes) -> int:
        send_patiently(self._sock, data.replace(b"\r\n\r\n", self._extra.encode("latin-1"), 1))
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class HandedOver(Response):
    """Ends a request as flask-sock does on gunicorn, after its socket has been handed over.

    give(sock, head) is called after all after_request functions, with the final headers.
    """

    def __init__(self, give: Callable[[socket.socket, bytes], None]):
        super().__init__(status=200, headers=STREAM_HEADERS)
        self._give = give

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        top = written_head(self.status_code, self.headers, can_chunk(environ))
        self._give(environ["gunicorn.socket"], top)
        raise StopIteration
