"""What the address of the websocket answers before the upgrade: only a GET of HTTP/1.1 upgrades."""

import socket
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from carecircle.delivery import websocket
from carecircle.delivery.socket_stream import SocketStream
from tests.cast import Cast
from tests.visitors import program_of

HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


class Wire:
    """Both ends of a connection: ours is in the environ, as gunicorn puts it there."""

    def __init__(self, app: Flask, cast: Cast):
        self.ours, self.theirs = socket.socketpair()
        self.theirs.setblocking(False)
        self.visitor = program_of(app, cast.ana)
        self._path = f"/families/{cast.family_id}/events/socket"

    def ask(self, method: str, protocol: str = "HTTP/1.1", **headers: str) -> TestResponse:
        given = {"gunicorn.socket": self.ours, "SERVER_PROTOCOL": protocol}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = HANDSHAKE | self.visitor.headers | named
        return self.visitor.client.open(
            self._path, method=method, headers=sent, environ_overrides=given
        )

    def is_untouched(self) -> bool:
        """Whether nothing was written past the application, as a handshake is."""
        try:
            return not self.theirs.recv(1)
        except BlockingIOError:
            return True


@pytest.fixture
def wire(app: Flask, cast: Cast) -> Iterator[Wire]:
    wire = Wire(app, cast)
    yield wire
    wire.ours.close()
    wire.theirs.close()


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_no_other_method_upgrades(wire: Wire, method: str) -> None:
    answer = wire.ask(method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"].split(", ")
    assert "CareCircle-Time" in answer.headers
    assert wire.is_untouched()


@pytest.mark.parametrize(
    ("protocol", "headers", "status"),
    [
        ("HTTP/1.0", {}, 400),
        ("HTTP/1.1", {"Sec_WebSocket_Version": "8"}, 426),
        ("HTTP/1.1", {"Sec_WebSocket_Version": ""}, 426),
        ("HTTP/1.1", {"Sec_WebSocket_Key": ""}, 400),
        ("HTTP/1.1", {"Sec_WebSocket_Key": "AAAA"}, 400),
        ("HTTP/1.1", {"Sec_WebSocket_Key": "n o t base64"}, 400),
        ("HTTP/1.1", {"Upgrade": "h2c"}, 400),
        ("HTTP/1.1", {"Connection": "close"}, 400),
    ],
)
def test_a_get_that_is_no_handshake_is_answered_in_plain_http(
    wire: Wire, protocol: str, headers: dict[str, str], status: int
) -> None:
    answer = wire.ask("GET", protocol, **headers)
    assert answer.status_code == status
    assert "CareCircle-Time" in answer.headers
    assert wire.is_untouched()


def test_a_handshake_is_upgraded(wire: Wire) -> None:
    wire.theirs.shutdown(socket.SHUT_WR)  # the stream ends at once, and the request with it
    with pytest.raises(StopIteration):
        wire.ask("GET")
    assert wire.theirs.recv(100).startswith(b"HTTP/1.1 101 ")


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "en"),
        ({"Accept_Language": "es"}, "es"),
        ({"Accept_Language": "es-CO"}, "es"),
        ({"Accept_Language": "fr,es;q=0.5"}, "es"),
        ({"Accept_Language": "fr"}, "en"),
        ({"Accept_Language": "es, en;q=0.9"}, "es"),
    ],
)
def test_the_connection_has_the_language_of_its_handshake(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], language: str
) -> None:
    opened: list[SocketStream] = []
    monkeypatch.setattr(websocket, "_adopt", lambda *given: opened.append(given[1]))
    with pytest.raises(StopIteration):
        wire.ask("GET", **headers)
    assert [stream.language for stream in opened] == [language]


def test_the_language_that_the_browser_has_chosen_counts_for_its_socket(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[SocketStream] = []
    monkeypatch.setattr(websocket, "_adopt", lambda *given: opened.append(given[1]))
    wire.visitor.client.set_cookie("language", "es")
    with pytest.raises(StopIteration):
        wire.ask("GET", Accept_Language="en")
    assert [stream.language for stream in opened] == ["es"]
