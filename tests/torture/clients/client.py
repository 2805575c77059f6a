"""What all clients share: a thread that reads, loses its connection, and comes back."""

import http.client
import json
import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar

from websockets.exceptions import WebSocketException

from tests.delivery.readers import Door
from tests.torture.clients.ear import Ear
from tests.torture.records import Heard

GONE = (OSError, http.client.HTTPException, WebSocketException, ValueError)
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 3.0
OPENS_WITHIN_S = 30.0
MOST_OF_A_PAGE = 500


class Gone(OSError):
    """The server ended it, or answered something else than what was asked for."""


@dataclass(frozen=True)
class Visit:
    """door: whose port is that of the wire. epoch: of the family's log. promise_s: see Size."""

    name: str
    door: Door
    epoch: str
    role: str
    promise_s: float


class Client(threading.Thread):
    """session() reads over one connection, and returns or raises one of GONE at its end."""

    transport: ClassVar[str]
    is_live: ClassVar[bool] = True

    def __init__(self, visit: Visit):
        super().__init__(name=visit.name, daemon=True)
        self.visit, self.door = visit, visit.door
        self.heard = Heard(visit.name, self.transport, visit.door.family_id, visit.role)
        self.ear = Ear(self.heard, self.promise_s)
        self.is_over = False
        self._chance = random.Random(visit.name)

    @property
    def promise_s(self) -> float:
        return self.visit.promise_s

    @property
    def cursor(self) -> str:
        return f"{self.visit.epoch}-{self.ear.last}"

    def run(self) -> None:
        """Longer and longer pauses while nothing is heard, with jitter, as a page does."""
        pause_s = FIRST_PAUSE_S
        while not self.is_over:
            heard = len(self.heard.arrivals)
            self.heard.sessions += 1
            with suppress(GONE):
                self.session()
            has_heard = self.ear.is_silent() or len(self.heard.arrivals) > heard
            pause_s = FIRST_PAUSE_S if has_heard else min(2 * pause_s, LONGEST_PAUSE_S)
            time.sleep(pause_s * self._chance.uniform(0.5, 1.5))

    def session(self) -> None:
        raise Gone

    def connect(self, timeout: float) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.door.host, self.door.port, timeout=timeout)

    def get(self, connection: http.client.HTTPConnection, path: str) -> bytes:
        """The body of a 200; anything else is no answer."""
        connection.request("GET", path, headers=self.door.headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Gone(answer.status)
        return body

    def page(self, connection: http.client.HTTPConnection, **query: Any) -> dict[str, Any]:
        path = self.door.path(after=self.cursor, **query)
        found: dict[str, Any] = json.loads(self.get(connection, path))
        if not found["recovered"]:
            raise Gone(found.get("reason"))
        return found

    def catch_up(self) -> None:
        """By poll, as after the answer that a stream is too far behind."""
        connection, opened_at = self.connect(OPENS_WITHIN_S), time.time()
        try:
            more = True
            while more and not self.is_over:
                found = self.page(connection, limit=MOST_OF_A_PAGE)
                for event in found["events"]:
                    self.ear.event(event, opened_at)
                more = found["more"]
        finally:
            connection.close()
