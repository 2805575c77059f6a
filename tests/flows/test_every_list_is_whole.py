"""Twenty writers into one family, twenty readers that drop and resume at random over every
transport: each reader's list is exactly 1..n. On both databases, two workers, real requests."""

import http.client
import json
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.delivery.readers import EVERY, Poll
from tests.delivery.served_family import House, served

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.timeout(1200)]
WRITERS, READERS, EVENTS = 20, 20, 100


def test_each_list_is_exactly_one_to_n(tmp_path: Path, database_url: str, scale: int) -> None:
    count = EVENTS * scale
    with served(tmp_path / "instance", database_url, workers=2) as house:
        start = Poll(house.door()).opening.head
        with ThreadPoolExecutor(WRITERS + READERS) as pool:
            readers = [
                pool.submit(read, house, start, count, random.Random(seed))
                for seed in range(READERS)
            ]
            writers = [
                pool.submit(write, house, count // WRITERS, number) for number in range(WRITERS)
            ]
            assert [writer.result() for writer in writers] == [None] * WRITERS
            lists = [reader.result() for reader in readers]
        assert all(numbers == list(range(1, count + 1)) for numbers, _, _ in lists)
        assert {kind for _, kinds, _ in lists for kind in kinds} == set(EVERY)
        assert all(resumed > 1 for _, _, resumed in lists)


def write(house: House, count: int, number: int) -> None:
    """Each note is a request of its own, with a key, so that it may be sent twice."""
    door = house.door(["ana", "ben", "vera"][number % 3])
    for turn in range(count):
        note = {"body": f"note {number}-{turn}", "idempotency_key": f"key-{number}-{turn}"}
        status, body = post(door, f"/families/{door.family_id}/notes", note)
        assert status == 201, body


def post(door, path: str, members: dict[str, str]) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(door.host, door.port, timeout=60)
    headers = door.headers | {"Accept": "application/json", "Content-Type": "application/json"}
    try:
        connection.request("POST", path, json.dumps(members), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def read(
    house: House, start: str, count: int, chance: random.Random
) -> tuple[list[int], set[str], int]:
    """What a reader saw, over which transports, and how often it began again."""
    door, after, seen = house.door("ana"), start, []
    kinds: set[str] = set()
    resumed = 0
    while len(seen) < count:
        name = chance.choice(list(EVERY))
        found = read_some(EVERY[name], door, after, min(chance.randint(1, 25), count - len(seen)))
        seen += [body["seq"] for body in found]
        after = found[-1]["id"] if found else after
        kinds.add(name)
        resumed += 1
    return seen, kinds, resumed


def read_some(kind: Callable, door, after: str, most: int) -> list[dict]:
    """Some events after a cursor; by poll where a stream says that it is too far behind."""
    one = kind(door, after=after)
    if not one.opening.recovered:
        assert one.opening.reason == "too-far-behind"
        one.close()
        one = Poll(door, after=after)
    found = [json.loads(body) for body in one.events(most)]
    assert found, "nothing more came"
    one.close()
    return found
