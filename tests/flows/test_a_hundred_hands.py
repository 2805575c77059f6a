"""A hundred requests at once for one dose, at real servers: one is accepted, whoever it is."""

import http.client
import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from carecircle.auth import tokens
from carecircle.care.actor import Actor
from carecircle.care.medications.models import Administration, Medication
from carecircle.db.session import Database, bind, reading, transaction
from carecircle.events.models import Event
from tests import cast as casting
from tests.cast import Cast
from tests.servers.carecircle import Server

HANDS = 100
ROUNDS = 2  # twenty at full size


def token(actor: Actor) -> str:
    with transaction() as tx:
        of = {"family_id": actor.family_id, "scope": "write", "name": "test"}
        return tokens.issue(tx.session, actor.account_id or "", **of)[1]


@pytest.fixture
def people(database_url: str) -> Iterator[Cast]:
    database = bind(Database(database_url))
    yield casting.gather()
    database.close()


@pytest.fixture
def server(people: Cast, database_url: str, serve: Callable[..., Server]) -> Server:
    workers = 2 if database_url.startswith("sqlite") else 3
    return serve(workers=workers, database_url=database_url)


def post(server: Server, path: str, key: str, body: dict[str, object]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    try:
        headers["Accept"] = "application/json"
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def at_once(work: Callable[[int], int]) -> Counter[int]:
    ready = Barrier(HANDS)

    def attempt(number: int) -> int:
        ready.wait()
        return work(number)

    with ThreadPoolExecutor(HANDS) as pool:
        return Counter(pool.map(attempt, range(HANDS)))


def told(family_id: str) -> int:
    with reading() as session:
        return session.query(Event).filter_by(family_id=family_id, type="medication:logged").count()


def stock(medication: Medication) -> int | None:
    with reading() as session:
        return session.get_one(Medication, medication.id).stock


@pytest.mark.server
@pytest.mark.slow
def test_of_a_hundred_at_once_one_is_accepted(people: Cast, server: Server, scale: int) -> None:
    keys = [token(people.ana), token(people.ben)]
    for number in range(1, ROUNDS * scale + 1):
        medication = casting.prescribe(people.ana, f"Medication {number}", stock=10)
        dose = casting.first_dose(medication).id
        path = f"/families/{people.family_id}/doses/{dose}/administration"
        body: dict[str, object] = {"outcome": "given"}
        answers = at_once(lambda n, p=path, b=body: post(server, p, keys[n % 2], b))
        assert answers == {201: 1, 409: HANDS - 1}, number
        assert stock(medication) == 9000
        assert told(people.family_id) == number


@pytest.mark.server
@pytest.mark.slow
def test_of_a_hundred_that_share_an_ingredient_one_is_accepted(
    people: Cast, server: Server, scale: int
) -> None:
    keys = [token(people.ana), token(people.ben)]
    for number in range(1, scale + 1):
        given = {"ingredients": f"para{'x' * number} 500 mg"}
        chest = [casting.prescribe_prn(people.ana, f"{n} {number}", **given) for n in ("A", "B")]
        paths = [
            f"/families/{people.family_id}/medications/{one.id}/administrations" for one in chest
        ]
        body: dict[str, object] = {"reason": "Pain", "score": 5}
        answers = at_once(lambda n, p=paths, b=body: post(server, p[n % 2], keys[n // 2 % 2], b))
        assert answers == {201: 1, 422: HANDS - 1}, number
    with reading() as session:
        assert session.query(Administration).count() == scale
