"""By the commands of a websocket."""

import json

from websockets.sync.client import ClientConnection, connect

from carecircle.events.idempotency import digest
from tests.torture import answers
from tests.torture.town import Person
from tests.torture.writers.deeds import Deed
from tests.torture.writers.way import WITHIN_S, Answer


class SocketWay:
    """A command over a websocket that also hears the family."""

    name = "socket"

    def __init__(self, person: Person, port: int):
        self._person, self._port = person, port
        self._connection: ClientConnection | None = None

    def can(self, deed: Deed) -> bool:
        return deed.command is not None

    def scope(self, deed: Deed, key: str) -> str:
        actor = self._person.actor
        return digest(actor.account_id or "", "websocket", f"{actor.family_id} {deed.command}", key)

    def send(self, deed: Deed, key: str) -> Answer:
        connection = self._connection = self._connection or self._open()
        named = {"type": deed.command, "ref": key, "idempotency_key": key}
        connection.send(json.dumps(named | deed.body | deed.more))
        while (reply := json.loads(connection.recv(timeout=WITHIN_S))).get("ref") != key:
            if reply["type"] == "hb":
                connection.send('{"type":"hb"}')
        said, detail = answers.of_reply(reply)
        return Answer(said, detail, reply.get("data", {}).get("id"))

    def _open(self) -> ClientConnection:
        return connect(
            f"ws://127.0.0.1:{self._port}/families/{self._person.family_id}/events/socket",
            additional_headers={"Authorization": f"Bearer {self._person.token}"},
            open_timeout=WITHIN_S,
            close_timeout=1,
            ping_interval=None,
            max_queue=None,
        )

    def hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
