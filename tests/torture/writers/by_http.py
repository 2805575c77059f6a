"""By forms and by JSON, over one connection that is opened again after it is lost."""

import http.client
import json
from urllib.parse import urlencode

from carecircle.events.idempotency import digest
from tests.torture import answers
from tests.torture.town import Person
from tests.torture.writers.deeds import Deed
from tests.torture.writers.way import WITHIN_S, Answer


class _ByHttp:
    """A POST over a connection that is kept open."""

    name = ""

    def __init__(self, person: Person, port: int):
        self._person, self._port = person, port
        self._connection: http.client.HTTPConnection | None = None

    def can(self, deed: Deed) -> bool:
        return True

    def post(
        self, deed: Deed, body: str, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=WITHIN_S)
        self._connection.request("POST", self.path(deed), body, headers)
        response = self._connection.getresponse()
        return response, response.read()

    def path(self, deed: Deed) -> str:
        return f"/families/{self._person.family_id}{deed.path}"

    def hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


class JsonWay(_ByHttp):
    """A program with a token."""

    name = "json"

    def scope(self, deed: Deed, key: str) -> str:
        return digest(f"token:{self._person.token_id}", "POST", self.path(deed), key)

    def send(self, deed: Deed, key: str) -> Answer:
        headers = {
            "Authorization": f"Bearer {self._person.token}",
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        response, body = self.post(deed, json.dumps(deed.body), headers)
        said, detail = answers.of_http(response.status, None, body)
        return Answer(said, detail, json.loads(body).get("id") if said == "saved" else None)


class FormWay(_ByHttp):
    """A page without scripts: a plain form, answered by a redirect."""

    name = "form"

    def scope(self, deed: Deed, key: str) -> str:
        account = self._person.actor.account_id
        return digest(f"account:{account}", "POST", self.path(deed), key)

    def send(self, deed: Deed, key: str) -> Answer:
        headers = {
            "Cookie": self._person.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        hidden = {"csrf_token": self._person.csrf, "idempotency_key": key}
        response, body = self.post(deed, urlencode(deed.body | hidden), headers)
        location = response.getheader("Location")
        said, detail = answers.of_http(response.status, location, body)
        return Answer(said, detail, (location or "").split("?")[0].rsplit("/", 1)[-1])
