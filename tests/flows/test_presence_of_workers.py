"""Presence over two workers: without a lie when one of them, or Redis, dies."""

import json
import time

import pytest

from tests.delivery.readers import Socket
from tests.delivery.served_family import House
from tests.servers.redis import RedisServer

WITHIN_S = 45.0


def statuses(house: House) -> dict[str, str]:
    """As whichever worker answers sees it, by name."""
    path = f"/families/{house.cast.family_id}/presence"
    body = house.door("vera").get(path, Accept="application/json")[1]
    found = {one["member"]: one["status"] for one in json.loads(body)["items"]}
    return {name: found[house.members[name]] for name in ("ana", "ben")}


def becomes(house: House, **expected: str) -> None:
    """Several answers running, so that both workers have been asked."""
    end, running = time.monotonic() + WITHIN_S, 0
    while running < 6:
        seen = statuses(house)
        is_so = all(seen[name] == status for name, status in expected.items())
        running = running + 1 if is_so else 0
        assert time.monotonic() < end, seen
        time.sleep(0.2)


@pytest.mark.server
@pytest.mark.redis
def test_it_survives_a_dead_worker_and_a_dead_redis(
    house: House, redis_server: RedisServer
) -> None:
    sockets = [Socket(house.door("ana")) for _ in range(2)]
    becomes(house, ana="online", ben="offline")
    for socket in sockets:
        socket.ask(type="presence:update", status="away")
    becomes(house, ana="away")
    for socket in sockets:
        socket.close()
    becomes(house, ana="offline")
    back = [Socket(house.door("ana")) for _ in range(4)]
    becomes(house, ana="online")
    house.server.kill9_worker(house.server.worker_pids()[0])
    kept = [socket for socket in back if _still_answers(socket)]
    becomes(house, ana="online" if kept else "offline")
    redis_server.kill9()
    becomes(house, ben="unknown")
    for socket in back:
        socket.close()


def _still_answers(socket: Socket) -> bool:
    try:
        return bool(socket.ask(type="presence:update", status="online")["ok"])
    except Exception:  # whatever broke it, it is gone
        return False
