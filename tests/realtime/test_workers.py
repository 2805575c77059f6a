"""Several workers, with Redis, with Redis killed, without: nothing lost, nothing twice."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.delivery.readers import LongPoll, Poll, Reader, Socket, Sse
from tests.delivery.served_family import House, served
from tests.servers.redis import RedisServer

pytestmark = [pytest.mark.server, pytest.mark.redis]
Hosts = Callable[..., list[House]]


class Crowd:
    """Readers of one family, opened until every worker of every host has some."""

    def __init__(self, houses: list[House], size: int = 12):
        kinds = [Sse, Socket]
        self.readers: list[Reader] = []
        for number in range(size):
            house = houses[number % len(houses)]
            self.readers.append(kinds[number % 2](door_of(house, houses[0])))

    def each_hears(self, count: int) -> list[list[int]]:
        return [[json.loads(body)["seq"] for body in one.events(count)] for one in self.readers]

    def close(self) -> None:
        for one in self.readers:
            one.close()


def door_of(house: House, first: House):
    """The door of this host, to the family of the first."""
    door = first.door("ana")
    door.port = house.server.port
    return door


@pytest.fixture
def hosts(tmp_path: Path, sqlite_url: str) -> Iterator[Hosts]:
    """Servers with instance folders of their own, so that datagrams cannot reach across."""
    with ExitStack() as stack:

        def start(count: int, **options) -> list[House]:
            return [
                stack.enter_context(served(tmp_path / f"host-{number}", sqlite_url, **options))
                for number in range(count)
            ]

        yield start


def redis_is_heard(houses: list[House]) -> None:
    for house in houses:
        house.wait_for(lambda figures: figures["redis_healthy"] == 1)


def test_with_redis_every_worker_is_woken_and_the_sweep_finds_nothing(
    hosts: Hosts, redis_server: RedisServer
) -> None:
    houses = hosts(2, redis_url=redis_server.url)
    redis_is_heard(houses)
    crowd = Crowd(houses)
    for _ in range(20):
        houses[0].tell()
        heard = crowd.each_hears(1)
    assert heard == [[20]] * 12
    for house in houses:
        figures = house.wait_for(lambda figures: figures["sweeps"] > 0)
        assert figures["sweep_found"] == 0
    assert houses[1].figures()["redis_heard"] >= 20
    with redis_server.client() as client:
        assert len(client.client_list(_type="pubsub")) == 2  # one a worker, never one a reader
    crowd.close()


def test_redis_killed_in_the_middle_loses_nothing(hosts: Hosts, redis_server: RedisServer) -> None:
    houses = hosts(2, redis_url=redis_server.url)
    redis_is_heard(houses)
    crowd = Crowd(houses)
    houses[0].tell(10)
    redis_server.kill9()
    assert not redis_server.answers()
    houses[0].tell(10)
    redis_server.restart()
    houses[0].tell(10)
    redis_is_heard(houses)
    houses[0].tell(10)
    assert crowd.each_hears(40) == [list(range(1, 41))] * 12
    assert sum(house.figures()["redis_reopened"] for house in houses) >= 2
    crowd.close()


def test_redis_absent_at_the_start_is_found_when_it_comes(
    hosts: Hosts, redis_server: RedisServer
) -> None:
    redis_server.kill9()
    houses = hosts(2, redis_url=redis_server.url)
    assert all(house.figures()["redis_healthy"] == 0 for house in houses)
    crowd = Crowd(houses)
    houses[0].tell(5)
    assert crowd.each_hears(5) == [list(range(1, 6))] * 12
    redis_server.restart()
    redis_is_heard(houses)
    crowd.close()


def test_another_installation_on_the_same_redis_is_not_heard(
    hosts: Hosts, redis_server: RedisServer
) -> None:
    [house] = hosts(1, redis_url=redis_server.url)
    redis_is_heard([house])
    ours = house.wakeup.redis.channel
    number, name = ours.split(":")[1:]
    others = ["carecircle", f"carecircle:{number}:other", f"carecircle:9:{name}"]
    with redis_server.client() as client:
        assert [client.publish(channel, "stranger revoked:1") for channel in others] == [0, 0, 0]
        assert client.publish(ours, "worker revoked:1") == 1
    house.wait_for(lambda figures: figures["redis_heard"] == 1)


def test_a_lying_redis_costs_at_most_the_sweep(hosts: Hosts, redis_server: RedisServer) -> None:
    """It claims positions that are not there, and garbage; then the true wake-ups are lost."""
    [house] = hosts(1, redis_url=redis_server.url)
    redis_is_heard([house])
    one = Sse(house.door())
    house.tell()
    family = house.cast.family_id
    lies = [f"family:{family}:999999", "family:x", "revoked:999999", "hint:a:b:[]", "\xff"]
    with redis_server.client() as client:
        for lie in lies:
            client.publish(house.wakeup.redis.channel, f"liar {lie}")
    house.wait_for(lambda figures: figures["redis_heard"] >= len(lies))
    house.stop_waking()
    house.tell()
    assert [json.loads(body)["seq"] for body in one.events(2)] == [1, 2]
    assert house.wait_for(lambda figures: figures["sweep_found"] > 0)
    one.close()


def test_a_lost_wake_up_still_arrives(hosts: Hosts) -> None:
    [house] = hosts(1)
    readers = [Sse(house.door()), Socket(house.door())]
    house.stop_waking()
    house.tell(3)
    for one in readers:
        assert len(one.events(3)) == 3
    assert house.figures()["sweep_found"] >= 1
    for one in readers:
        one.close()


def test_neighbours_on_one_host_wake_each_other_without_redis(
    tmp_path: Path, sqlite_url: str
) -> None:
    with served(tmp_path / "instance", sqlite_url, workers=2) as house:
        readers = house.on_all_workers(lambda: Sse(house.door()))
        for _ in range(20):
            house.tell()
            assert all(len(one.events(1)) == 1 for one in readers)
        assert all(figures["sweep_found"] == 0 for figures in house.of_each_worker().values())
        for one in readers:
            one.close()


def test_a_worker_killed_loses_nothing_and_its_readers_go_on(
    tmp_path: Path, database_url: str
) -> None:
    with served(tmp_path / "instance", database_url, workers=2) as house:
        readers = house.on_all_workers(lambda: Sse(house.door()))
        house.tell(5)
        lists = [[json.loads(body) for body in one.events(5)] for one in readers]
        victim = house.server.worker_pids()[0]
        house.server.kill9_worker(victim)
        house.tell(5)
        ended = [one for one in readers if _is_cut(one, house)]
        assert 0 < len(ended) < len(readers)
        house.server.process.wait_until(lambda: victim not in house.server.worker_pids())
        again = [Sse(house.door(), last_event_id=found[-1]["id"]) for found in lists]
        for one in again:
            assert [json.loads(body)["seq"] for body in one.events(5)] == [6, 7, 8, 9, 10]
            one.close()


def _is_cut(one: Sse, house: House) -> bool:
    return len(one.events(5)) < 5


def test_all_workers_killed_between_commit_and_wake_up(tmp_path: Path, sqlite_url: str) -> None:
    with served(tmp_path / "instance", sqlite_url, workers=2) as house:
        one = LongPoll(house.door())
        house.server.kill9()
        house.tell(7)
        house.server.restart()
        assert [json.loads(body)["seq"] for body in one.events(7)] == list(range(1, 8))
        assert Poll(house.door()).opening.head.endswith("-7")
