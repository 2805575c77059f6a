"""A host that was cut off in the middle of a write holds one family: the others do not notice it,
and those who wait get a clear answer in time, and can send the same again."""

import http.client
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from carecircle import clock
from carecircle.care.emergencies.models import Emergency, Step
from carecircle.care.notes.models import Note
from carecircle.db.session import reading, transaction
from tests.delivery.readers import Socket
from tests.delivery.served_family import House

pytestmark = pytest.mark.server
AT_ONCE = 60  # more than the pool of a worker has connections


@contextmanager
def held(house: House) -> Iterator[Any]:
    """Another host's transaction, which has locked the family and goes no further."""
    url = house.database.url
    if house.database.is_sqlite:
        connection: Any = sqlite3.connect(url.database or "", isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
    else:
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(address)
        family = house.cast.family_id
        connection.execute("SELECT 1 FROM family WHERE id = %s FOR UPDATE", (family,))
        connection.execute("SELECT 1 FROM family_stream WHERE family_id = %s FOR UPDATE", (family,))
    try:
        yield connection
    finally:
        connection.rollback()
        connection.close()


@pytest.fixture
def house(serve: Callable[..., Any], database_url: str) -> Iterator[House]:
    house = House(serve(database_url=database_url), database_url)
    yield house
    house.close()


def write(house: House, who: str, family: str, text: str) -> tuple[int, dict[str, Any], float]:
    """The status, the answer and the seconds that it took."""
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=60)
    headers = {"Authorization": f"Bearer {house.tokens[who]}", "Accept": "application/json"}
    headers |= {"Content-Type": "application/json", "Idempotency-Key": text}
    began = time.monotonic()
    connection.request("POST", f"/families/{family}/notes", json.dumps({"body": text}), headers)
    answer = connection.getresponse()
    said = json.loads(answer.read())
    connection.close()
    return answer.status, said, time.monotonic() - began


def notes(family: str) -> Counter[str]:
    with reading() as session:
        return Counter(body for (body,) in session.query(Note.body).filter_by(family_id=family))


def test_those_who_wait_are_told_so_and_the_same_again_is_saved_once(house: House) -> None:
    family, texts = house.cast.family_id, [f"note {n}" for n in range(AT_ONCE)]
    with held(house), ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda text: write(house, "ana", family, text), texts))
    assert {(status, said["error"]["code"]) for status, said, _ in answers} == {(503, "busy")}
    assert notes(family) == {}
    with ThreadPoolExecutor(8) as pool:
        again = list(pool.map(lambda text: write(house, "ana", family, text), texts * 2))
    assert {status for status, _, _ in again} == {201}
    assert notes(family) == dict.fromkeys(texts, 1)


def test_a_websocket_is_told_the_same(house: House) -> None:
    socket = Socket(house.door("ben"))
    alarm = {"type": "emergency:raise", "idempotency_key": "e"}
    with held(house):
        answer = socket.ask(**alarm)
    assert (answer["status"], answer["error"]["code"]) == (503, "busy")
    assert "told" not in answer["error"]["message"]
    assert socket.ask(**alarm)["ok"]
    assert socket.ask(**alarm)["ok"]
    with reading() as session:
        assert session.query(Emergency).count() == 1
    socket.close()


@pytest.mark.postgresql
def test_other_families_write_and_read_meanwhile(
    serve: Callable[..., Any], postgres_url: str
) -> None:
    house = House(serve(database_url=postgres_url), postgres_url)
    family, other = house.cast.family_id, house.cast.other_family_id
    with held(house), ThreadPoolExecutor(AT_ONCE + 1) as pool:
        waiting = [pool.submit(write, house, "ana", family, f"held {n}") for n in range(AT_ONCE)]
        others = [write(house, "sam", other, f"other {n}") for n in range(20)]
        still_waiting = [one for one in waiting if not one.done()]
        assert still_waiting  # so that the others were answered while the family was held
        answers = [one.result() for one in waiting]
    assert {status for status, _, _ in others} == {201}
    assert notes(other) == {f"other {n}": 1 for n in range(20)}
    assert {status for status, _, _ in answers} == {503}
    house.close()


@pytest.mark.postgresql
def test_another_family_is_escalated_meanwhile(
    serve: Callable[..., Any], postgres_url: str
) -> None:
    house = House(serve(database_url=postgres_url), postgres_url)
    ours = Socket(house.door("ana")).ask(type="emergency:raise")["data"]["id"]
    theirs = Socket(house.door("sam", house.cast.other_family_id))
    others = theirs.ask(type="emergency:raise")["data"]["id"]
    with held(house):
        make_due(ours)
        make_due(others)
        wait_until(lambda: not is_due(others))
        assert is_due(ours)
    wait_until(lambda: not is_due(ours))
    house.close()


def make_due(emergency_id: str) -> None:
    """Its next step is due now."""
    with transaction() as tx:
        emergency = tx.session.get_one(Emergency, emergency_id)
        emergency.next_step_at = clock.now()
        tx.session.query(Step).filter_by(emergency_id=emergency_id, state="waiting").update(
            {"due_at": clock.now()}
        )


def is_due(emergency_id: str) -> bool:
    with reading() as session:
        at = session.get_one(Emergency, emergency_id).next_step_at
    return at is not None and at <= clock.now()


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
