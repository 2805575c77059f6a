"""A served CareCircle with the cast in it, and events told from another process."""

import http.client
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from carecircle import clock
from carecircle.auth import sessions, tokens
from carecircle.auth.browsers import Browser
from carecircle.care.actor import Actor
from carecircle.care.families.models import Member
from carecircle.db.session import Database, bind, transaction
from carecircle.events import log, revocation
from carecircle.realtime.hub import Hub
from carecircle.realtime.wakeup import WakeUp
from tests import cast as casting
from tests.delivery.readers import Door
from tests.servers.carecircle import Server
from tests.servers.signed_in import COOKIE, sign_in

Opened = TypeVar("Opened")


class House:
    """Writes to the database of a server as a job or a command line would, and wakes it."""

    def __init__(
        self,
        server: Server,
        database_url: str,
        redis_url: str | None = None,
        zone: str = casting.ZONE,
    ):
        self.server = server
        self.database = bind(Database(database_url))
        self.cast = casting.gather(zone)
        self.tokens = {name: self._token(getattr(self.cast, name)) for name in PEOPLE}
        self.wakeup = WakeUp(Hub(_never), server.instance, redis_url)
        self._stops = [
            log.on_notify(self.wakeup.family),
            revocation.on_notify(self.wakeup.revoked),
        ]

        self.members = {name: getattr(self.cast, name).member_id for name in PEOPLE}

    def _token(self, actor: Actor) -> str:
        with transaction() as tx:
            return tokens.issue(
                tx.session, actor.account_id or "", family_id=None, scope="write", name="test"
            )[1]

    def door(self, who: str | None = "ana", family_id: str | None = None) -> Door:
        token = self.tokens[who] if who else None
        return Door(self.server.port, family_id or self.cast.family_id, token)

    def tell(self, count: int = 1, text: str = "", **more: Any) -> None:
        """Each event in a transaction of its own, so that each is a wake-up."""
        for number in range(count):
            self.tell_at_once(1, f"{number}{text}", **more)

    def tell_at_once(self, count: int, text: str = "", **more: Any) -> None:
        """All in one transaction."""
        with transaction():
            for _ in range(count):
                log.emit(
                    "note:added",
                    family_id=more.get("family_id", self.cast.family_id),
                    actor=self.cast.ana.who,
                    data={"note": text},
                    audience=more.get("audience", "family"),
                )

    def tell_emergency(self) -> None:
        details = {"emergency": "e1", "status": "raised", "type": "fall", "severity": "high"}
        with transaction():
            log.emit(
                "emergency:alert",
                family_id=self.cast.family_id,
                actor=self.cast.ana.who,
                data=details | {"drill": False},
            )

    def join_second_family(self, who: str) -> str:
        """A new family in which that person is a member too; its id."""
        family_id, _ = casting.found("Second", "Sara Second")
        actor = getattr(self.cast, who)
        with transaction() as tx:
            tx.session.add(
                Member(
                    family_id=family_id,
                    account_id=actor.account_id,
                    name=actor.name,
                    initials="XX",
                    role="caregiver",
                    joined_at=clock.now(),
                )
            )
        return family_id

    def join(self, name: str, role: str) -> str:
        """A further member, and a token of theirs; answers by what name to open a door."""
        who = f"{name}{len(self.members)}"
        actor = casting.join(self.cast.family_id, who, "XX", role)
        self.members[who], self.tokens[who] = actor.member_id, self._token(actor)
        return who

    def browser(self, who: str) -> tuple[Door, Callable[[], object]]:
        """The door of a browser in which they are signed in, and how to sign it out."""
        account_id = getattr(self.cast, who).account_id
        principal, cookie = sign_in(self.server, account_id, Browser("Firefox", "Linux"))
        door = Door(self.server.port, self.cast.family_id, None, cookie=f"{COOKIE}={cookie}")
        return door, lambda: sessions.revoke(account_id, principal.session_id or "")

    def wait_for(self, is_so: Callable[[dict[str, float]], bool]) -> dict[str, float]:
        """Until the metrics say so."""
        end = time.monotonic() + 20
        while not is_so(figures := self.figures()):
            assert time.monotonic() < end, figures
            time.sleep(0.02)
        return figures

    def stop_waking(self) -> None:
        """From now on what is told in this process is told to nobody: each wake-up is lost."""
        while self._stops:
            self._stops.pop()()

    def of_each_worker(self) -> dict[int, dict[str, float]]:
        """The metrics of every worker. The kernel hands a lone connection to the same one over and
        over, so they are asked several at a time."""
        found: dict[int, dict[str, float]] = {}
        end = time.monotonic() + 30
        with ThreadPoolExecutor(8) as pool:
            while set(found) != set(self.server.worker_pids()):
                assert time.monotonic() < end, found.keys()
                answers = pool.map(lambda _: self.figures(), range(8))
                found |= {int(figures["worker"]): figures for figures in answers}
        return found

    def on_all_workers(self, open_one: Callable[[], Opened]) -> list[Opened]:
        """As many as it takes until every worker has some of them."""
        opened: list[Opened] = []
        with ThreadPoolExecutor(8) as pool:
            while not all(f["streams"] > 0 for f in self.of_each_worker().values()):
                assert len(opened) < 400, "one worker takes all connections"
                opened += pool.map(lambda _: open_one(), range(8))
        return opened

    def figures(self) -> dict[str, float]:
        """The metrics of whichever worker answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        found = re.findall(r'^carecircle_(\w+)\{worker="(\d+)"\} (\S+)$', text, re.MULTILINE)
        return {name: float(value) for name, _, value in found} | {"worker": float(found[0][1])}

    def close(self) -> None:
        self.stop_waking()
        self.database.close()


PEOPLE = ("ana", "ben", "vera", "sam")


def _never(*_: object) -> bytes:
    raise AssertionError("nothing is rendered in the process of a test")


@contextmanager
def served(
    instance: Path, database_url: str, zone: str = casting.ZONE, **options: Any
) -> Iterator[House]:
    server = Server(instance, database_url=database_url, **options)
    house = House(server, database_url, options.get("redis_url"), zone)
    try:
        yield house
    finally:
        house.close()
        server.stop()
