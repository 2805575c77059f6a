"""What Ben records, Ana hears on every transport under the same id, and finds on a plain page."""

import json
from collections.abc import Callable, Iterator

import pytest

from tests import cast
from tests.delivery.readers import EVERY
from tests.delivery.served_family import House
from tests.flows.posting import post
from tests.servers.carecircle import Server
from tests.servers.redis import RedisServer


@pytest.fixture(params=["with redis", "without redis"])
def house(
    request: pytest.FixtureRequest, serve: Callable[..., Server], sqlite_url: str
) -> Iterator[House]:
    redis: RedisServer | None = None
    if request.param == "with redis":
        redis = request.getfixturevalue("redis_server")
    redis_url = redis.url if redis else None
    server = serve(workers=2, database_url=sqlite_url, redis_url=redis_url)
    house = House(server, sqlite_url, redis_url)
    yield house
    house.close()


@pytest.mark.server
@pytest.mark.redis
def test_a_dose_and_an_emergency_reach_everyone_under_one_id(house: House) -> None:
    dose = cast.first_dose(cast.prescribe(house.cast.ana)).id
    readers = {name: kind(house.door("ana")) for name, kind in EVERY.items()}
    given, record = post(house, "ben", f"/doses/{dose}/administration", outcome="given")
    called, raised = post(house, "ben", "/emergencies", type="fall")
    assert (given, called) == (201, 201)
    heard = {name: [json.loads(body) for body in r.events(2)] for name, r in readers.items()}
    for reader in readers.values():
        reader.close()
    first = heard["sse"]
    assert [event["type"] for event in first] == ["medication:logged", "emergency:alert"]
    assert first[0]["data"]["administration"] == record["id"]
    assert first[1]["data"]["emergency"] == raised["id"]
    assert all(events == first for events in heard.values())
    _, page, _ = house.door("ana").get(f"/families/{house.cast.family_id}/", Accept="text/html")
    assert f'data-cursor="{first[-1]["id"]}"'.encode() in page
    assert f'id="dose-{dose}"'.encode() in page
    assert raised["id"].encode() in page
