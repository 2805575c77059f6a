"""A stream of server-sent events."""

import http.client
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

from tests.torture.clients.client import OPENS_WITHIN_S, Client, Gone

ENDS = ("drain", "bye", "busy")
LONGEST_PAUSE_S = 2.0


class SseClient(Client):
    transport = "sse"

    def session(self) -> None:
        connection, opened_at = self.connect(OPENS_WITHIN_S), time.time()
        connection.sock = plug = self.plug()
        try:
            connection.request(
                "GET", self.door.path("/stream", after=self.cursor), headers=self.door.headers
            )
            plug.settimeout(OPENS_WITHIN_S)
            answer = connection.getresponse()
            plug.settimeout(self.promise_s)
            self._read(answer, opened_at)
        finally:
            connection.close()

    def plug(self) -> socket.socket:
        address = (self.door.host, self.door.port)
        return socket.create_connection(address, timeout=OPENS_WITHIN_S)

    def _read(self, answer: http.client.HTTPResponse, opened_at: float) -> None:
        for type_, data in blocks(answer):
            if type_ in ENDS:
                time.sleep(min(data.get("after_ms", 0) / 1000, LONGEST_PAUSE_S))
                return
            self.ear.is_alive()
            if type_ == "reset":
                self.ear.is_silent()
                self.catch_up()
                return
            if "seq" in data:
                self.ear.event(data, opened_at)
                self.rest()
            if self.is_over:
                return
        raise Gone

    def rest(self) -> None:
        """After each event; see SlowSseClient."""


def blocks(answer: http.client.HTTPResponse) -> Iterator[tuple[str, dict[str, Any]]]:
    """The type and the data of each block, to the end of the stream."""
    type_, data = "", ""
    for line in iter(answer.readline, b""):
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            type_ = value
        elif name == "data":
            data += value
        elif not name and type_:
            yield type_, json.loads(data)
            type_, data = "", ""
