"""Twenty write, twenty read by four transports and drop and resume at random: each list is 1..n."""

import json
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.delivery.house import House
from tests.delivery.readers import EVERY, Poll
from tests.flows.posting import post
from tests.servers.carecircle import Server

WRITERS, READERS = 20, 20
PART_OF_A_PROOF = 100
LONGEST_S = 1000


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.server
def test_each_reader_has_every_event_once_and_in_order(
    serve: Callable[..., Server], database_url: str, scale: int
) -> None:
    house = House(serve(workers=2, database_url=database_url), database_url)
    total = PART_OF_A_PROOF * scale
    kinds = [list(EVERY.values())[number % 4] for number in range(READERS)]
    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        readers = [pool.submit(_read, house, kind, n, total) for n, kind in enumerate(kinds)]
        writers = [pool.submit(_write, house, total // WRITERS) for _ in range(WRITERS)]
        assert {status for writer in writers for status in writer.result()} == {201}
        lists = [reader.result() for reader in readers]
    house.close()
    assert lists == [list(range(1, total + 1))] * READERS


def _write(house: House, count: int) -> list[int]:
    return [post(house, "ben", "/notes", body=f"note {number}")[0] for number in range(count)]


def _read(house: House, kind: type, seed: int, total: int) -> list[int]:
    """Stay for some events, drop the connection, come back with the cursor; till all are heard."""
    chance, end = random.Random(seed), time.monotonic() + LONGEST_S
    epoch = Poll(house.door()).opening.head.partition("-")[0]
    heard: list[int] = []
    while len(heard) < total and time.monotonic() < end:
        cursor = f"{epoch}-{heard[-1] if heard else 0}"
        reader = kind(house.door(), after=cursor)
        if not reader.opening.recovered:  # too far behind for a stream: poll still pages
            reader.close()
            reader = Poll(house.door(), after=cursor)
        most = min(total - len(heard), chance.randint(1, 60))
        heard += [json.loads(body)["seq"] for body in reader.events(most)]
        reader.close()
    return heard
