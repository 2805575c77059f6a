"""A websocket, which answers heartbeats and acknowledges events of emergencies."""

import json
import time
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.torture.clients.client import OPENS_WITHIN_S, Client


class SocketClient(Client):
    transport = "websocket"

    def session(self) -> None:
        opened_at, self._here = time.time(), set[int]()
        with connect(
            f"ws://{self.door.host}:{self.door.port}{self.door.path('/socket', after=self.cursor)}",
            additional_headers=self.door.headers,
            open_timeout=OPENS_WITHIN_S,
            close_timeout=1,
            ping_interval=None,
            max_size=2**22,
        ) as connection:
            while not self.is_over:
                message = json.loads(connection.recv(timeout=self.promise_s))
                self.ear.is_alive()
                if message["type"] == "reset":
                    self.ear.is_silent()
                    self.catch_up()
                    return
                self._take(connection, message, opened_at)

    def _take(
        self, connection: ClientConnection, message: dict[str, Any], opened_at: float
    ) -> None:
        if message["type"] == "hb":
            connection.send('{"type":"hb"}')
        if "seq" not in message or message["type"] == "reply":
            return
        is_emergency = message["type"].startswith("emergency:")
        is_resent = is_emergency and message["seq"] in self._here
        self._here.add(message["seq"])
        self.ear.event(message, opened_at, is_resent=is_resent)
        if is_emergency:
            connection.send(json.dumps({"type": "event:ack", "seq": message["seq"]}))
