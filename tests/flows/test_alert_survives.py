"""An alert that was answered 201 reaches each screen, though every worker died right after it."""

from collections.abc import Callable, Iterator

import httpx
import psutil
import pytest

from carecircle.auth import tokens
from carecircle.db.session import Database, bind
from tests import cast as casting
from tests.browser.home import email_of
from tests.cast import Cast
from tests.delivery.readers import Door, LongPoll, Socket, Sse
from tests.servers.carecircle import Server

pytestmark = [pytest.mark.server, pytest.mark.slow]
WAYS = (Sse, Socket, LongPoll)


@pytest.fixture
def bound(database_url: str) -> Iterator[Database]:
    database = bind(Database(database_url))
    yield database
    database.close()


def screens(people: Cast, count: int) -> list[str]:
    """The keys of so many people, each with a screen of their own."""
    names = [f"Carer{number} Here" for number in range(count)]
    here = [casting.join(people.family_id, name, "CH", "caregiver") for name in names]
    return [tokens.create(email_of(actor), family_id=people.family_id) for actor in here]


def press(server: Server, family_id: str, key: str) -> int:
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
    url = f"{server.url}/families/{family_id}/emergencies"
    return httpx.post(url, json={"type": "fall"}, headers=headers, timeout=20).status_code


def alerts(bodies: list[bytes]) -> int:
    return sum(b'"type":"emergency:alert"' in body for body in bodies)


def test_every_screen_has_the_alert_once_though_all_workers_died(
    bound: Database, database_url: str, serve: Callable[..., Server], scale: int
) -> None:
    people = casting.gather()
    keys = screens(people, 12 * scale)
    server = serve(workers=3, database_url=database_url)
    doors = [Door(server.port, people.family_id, key) for key in keys]
    open_ones = [WAYS[number % 2](door) for number, door in enumerate(doors)]
    heads = [screen.opening.head for screen in open_ones]
    workers = [psutil.Process(pid) for pid in server.worker_pids()]
    assert press(server, people.family_id, keys[0]) == 201
    server.kill9()
    assert len(psutil.wait_procs(workers, timeout=10)[0]) == 3
    server.restart()
    for number, (door, head) in enumerate(zip(doors, heads, strict=True)):
        back = WAYS[number % 3](door, after=head)
        assert alerts(back.events(1)) == 1
        back.close()
    assert len(heads) == 12 * scale
