"""PostgreSQL goes away in each way there is, and comes back: no screen looks live meanwhile,
readiness says what stands still, and afterwards everybody has every event once."""

import http.client
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from carecircle.care.notes.models import Note
from carecircle.db.session import reading
from tests.delivery.readers import LongPoll, Socket, Sse
from tests.delivery.served_family import House
from tests.flows.posting import post
from tests.servers.carecircle import Server
from tests.servers.postgres import Postgres
from tests.servers.postgres_line import Line

pytestmark = [pytest.mark.server, pytest.mark.postgresql]
PATIENCE_S = 90.0


@dataclass
class Site:
    """A served family whose server reaches its database over a line that can fail."""

    house: House
    line: Line

    def ready(self) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.house.server.port, timeout=60)
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        status, parts = answer.status, json.loads(answer.read())
        connection.close()
        return status, parts

    def wait_until(self, is_so: Callable[[int, dict[str, str]], bool]) -> dict[str, str]:
        end = time.monotonic() + PATIENCE_S
        while not is_so(*(found := self.ready())):
            assert time.monotonic() < end, found
            time.sleep(0.1)
        return found[1]


@pytest.fixture(scope="module")
def site(
    postgres: Postgres, postgres_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The test itself does not use the line."""
    url = postgres.create(postgres_template)
    line = Line(url)
    server = Server(tmp_path_factory.mktemp("site") / "instance", database_url=line.url)
    house = House(server, url)
    yield Site(house, line)
    house.close()
    server.stop()
    line.close()
    postgres.drop(url)


FAULTS: dict[str, tuple[Callable[[Line], None], Callable[[Line], int]]] = {
    "it acknowledges and never answers": (Line.hang, lambda line: line.swallowed),
    "it accepts and swallows everything": (Line.go_silent, lambda line: line.swallowed),
    "connections are reset": (Line.reset, lambda line: line.refused),
    "nothing listens, and old connections are silent": (Line.refuse, lambda line: line.swallowed),
}


def seqs(bodies: list[bytes]) -> list[int]:
    return [json.loads(body)["seq"] for body in bodies]


def notes(text: str) -> int:
    with reading() as session:
        return session.query(Note).filter_by(body=text).count()


@pytest.mark.parametrize("fault", FAULTS)
def test_while_it_is_away_nothing_looks_live_and_afterwards_all_is_there(
    site: Site, fault: str
) -> None:
    begin, count = FAULTS[fault]
    house, line = site.house, site.line
    site.wait_until(lambda status, _: status == 200)
    readers = [Sse(house.door("ana")), Socket(house.door("ben"))]
    house.tell()
    [first] = {tuple(seqs(one.events(1))) for one in readers}
    before = count(line)
    begin(line)
    parts = site.wait_until(lambda status, parts: parts["log"] == "stalled" and status == 503)
    assert parts["database"] == "down"
    assert count(line) > before
    assert drained(readers[0])
    assert readers[1].until("drain", within=PATIENCE_S)
    status, answer = post(house, "ana", "/notes", body=fault, idempotency_key=fault)
    assert (status, answer["error"]["code"]) in {(503, "unavailable"), (503, "busy")}
    house.tell()
    line.mend()
    parts = site.wait_until(lambda status, parts: status == 200)
    assert parts["log"] == parts["database"] == "ok"
    site.wait_until(lambda _, parts: parts["jobs"] == "ok")
    assert post(house, "ana", "/notes", body=fault, idempotency_key=fault)[0] == 201
    assert post(house, "ana", "/notes", body=fault, idempotency_key=fault)[0] == 201
    assert notes(fault) == 1
    epoch = readers[0].opening.head.rpartition("-")[0]
    last = f"{epoch}-{first[0]}"
    again = [
        Sse(house.door("ana"), last_event_id=last),
        Socket(house.door("ben"), after=last),
        LongPoll(house.door("ana"), after=last),
    ]
    assert [seqs(one.events(2)) for one in again] == [[first[0] + 1, first[0] + 2]] * 3
    for one in again:
        one.close()


def test_if_only_old_connections_are_silent_new_ones_carry_on(site: Site) -> None:
    house, line = site.house, site.line
    site.wait_until(lambda status, _: status == 200)
    one = Sse(house.door("ana"))
    house.tell()
    [first] = seqs(one.events(1))
    before = line.swallowed
    line.forget_old()
    house.tell()
    found = one.events(1, within=PATIENCE_S)
    if not found:  # the stream was ended in the meantime
        site.wait_until(lambda status, _: status == 200)
        epoch = one.opening.head.rpartition("-")[0]
        found = Sse(house.door("ana"), last_event_id=f"{epoch}-{first}").events(1)
    assert seqs(found) == [first + 1]
    assert line.swallowed > before
    assert post(house, "ana", "/notes", body="after a failover")[0] == 201
    site.wait_until(lambda status, parts: status == 200 and parts["jobs"] == "ok")


def drained(one: Sse) -> bool:
    """Whether the stream is ended with `drain`, without an event before."""
    while (block := one.block(within=PATIENCE_S)) is not None:
        if block.get("event") == "drain":
            return True
    return False
