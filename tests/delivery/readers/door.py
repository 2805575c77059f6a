"""Where a family is read and as whom, and what a reader is told first."""

import http.client
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

WITHIN_S = 20.0
PRESENCE = "presence:update"  # others come and go at any time


@dataclass
class Door:
    """Where a family is read, and as whom."""

    port: int
    family_id: str
    token: str | None
    host: str = "127.0.0.1"
    cookie: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        if self.cookie:
            return {"Cookie": self.cookie}
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def path(self, end: str = "", **query: Any) -> str:
        asked = {name: value for name, value in query.items() if value is not None}
        return f"/families/{self.family_id}/events{end}?{urlencode(asked)}"

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=40)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request("GET", path, headers=self.headers | named)
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    def ask(self, method: str, path: str) -> int:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        try:
            connection.request(method, path, headers=self.headers)
            return connection.getresponse().status
        finally:
            connection.close()


@dataclass
class Opening:
    head: str
    recovered: bool
    reason: str | None
    replayed: int | None = None


def raw_socket(port: int, receive_buffer: int | None = None) -> socket.socket:
    """A client that reads as little as it likes."""
    plain = socket.socket()
    if receive_buffer:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    plain.settimeout(WITHIN_S)
    plain.connect(("127.0.0.1", port))
    return plain
