"""What gunicorn answers in our place carries our mark and the format of the contract."""

import json
import socket
from collections.abc import Iterable
from http.client import HTTPResponse
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from carecircle import clock
from carecircle.server.gevent_worker import Worker

LONG = b"x" * 9000
UNREADABLE = {
    "no request line": (b"nonsense\r\n\r\n", 400, "malformed"),
    "no method": (b"G\x00T / HTTP/1.1\r\n\r\n", 400, "malformed"),
    "another protocol": (b"GET / HTTP/9.9\r\n\r\n", 400, "malformed"),
    "a space in a name": (b"GET / HTTP/1.1\r\nHo st: x\r\n\r\n", 400, "malformed"),
    "no colon": (b"GET / HTTP/1.1\r\nHost\r\n\r\n", 400, "malformed"),
    "a folded line": (b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400, "malformed"),
    "a length in words": (b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400, "malformed"),
    "two lengths": (
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        400,
        "malformed",
    ),
    "a length and chunks": (
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        400,
        "malformed",
    ),
    "a long address": (b"GET /" + LONG + b" HTTP/1.1\r\n\r\n", 414, "address-too-long"),
    "a large header": (
        b"GET / HTTP/1.1\r\nA: " + LONG + b"\r\n\r\n",
        431,
        "headers-too-large",
    ),
    "too many headers": (
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 101 + b"\r\n",
        431,
        "headers-too-large",
    ),
    "an expectation": (b"GET / HTTP/1.1\r\nExpect: tea\r\n\r\n", 417, "refused"),
    "another coding": (b"GET / HTTP/1.1\r\nTransfer-Encoding: tea\r\n\r\n", 501, "refused"),
}


class Unwritten:
    """A listener of which only the address is asked."""

    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", 8000


def worker(application: Any = None) -> Worker:
    made = Worker.__new__(Worker)
    made.cfg, made.wsgi, made.alive = Config(), application, True
    made.log, made.nr, made.max_requests = Logger(made.cfg), 0, 1
    return made


def answered(by: Worker, request: bytes) -> tuple[HTTPResponse, dict[str, Any]]:
    theirs, ours = socket.socketpair()
    with theirs:
        theirs.sendall(request)
        theirs.shutdown(socket.SHUT_WR)
        by.handle(Unwritten(), ours, ("127.0.0.1", 1))
        return read(theirs)


def read(client: socket.socket) -> tuple[HTTPResponse, dict[str, Any]]:
    answer = HTTPResponse(client)
    answer.begin()
    return answer, json.loads(answer.read())


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_request_that_cannot_be_read_is_answered_by_us(what: str) -> None:
    request, status, code = UNREADABLE[what]
    before = clock.milliseconds()
    answer, body = answered(worker(), request)
    assert (answer.status, body["error"]["code"]) == (status, code), body
    assert set(body["error"]) == {"code", "message", "fields"}
    assert before <= int(answer.getheader("CareCircle-Time", "0")) <= clock.milliseconds()
    assert answer.getheader("Connection") == "close"


@pytest.mark.parametrize(
    ("word", "repeated"), [("w0rd", "w0rd"), ("a b", None), ("x" * 41, None), ("", None)]
)
def test_an_application_that_fails_is_answered_with_the_word(
    word: str, repeated: str | None
) -> None:
    def fails(_environ: object, _start: object) -> Iterable[bytes]:
        raise RuntimeError("beyond every handler")

    request = f"POST / HTTP/1.1\r\nCareCircle-Ask: {word}\r\n\r\n".encode()
    answer, body = answered(worker(fails), request)
    assert (answer.status, body["error"]["code"]) == (500, "outcome-unknown")
    assert answer.getheader("CareCircle-Ask") == repeated
