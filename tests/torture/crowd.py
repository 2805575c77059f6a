"""All clients and all writers of a run."""

import time
from collections.abc import Callable, Iterable

from carecircle.events.cursor import Cursor
from tests.delivery.readers import Door
from tests.torture import truth
from tests.torture.clients import KINDS, Client, PageClient, SlowSseClient, Visit
from tests.torture.clients.client import OPENS_WITHIN_S
from tests.torture.size import Size
from tests.torture.town import ROLES, Household
from tests.torture.writers import WAYS, Pace, Writer

WRITES_AS = ("admin", "caregiver", "caregiver")


class Crowd:
    def __init__(self, households: list[Household], port: int, size: Size):
        self._size, self._ids = size, [one.family_id for one in households]
        epochs = {family_id: head.epoch for family_id, head in truth.heads(self._ids).items()}
        self.pace = Pace(size.rate, size.burst)
        self.clients = [
            _client(number, households[number % len(households)], epochs, port, size)
            for number in range(size.clients)
        ]
        self.writers = [
            Writer(f"{way.name}-{number}", way(home.people[role], port), home, self.pace)
            for number, home in enumerate(households * size.writers_of_a_way)
            for way, role in zip(WAYS, WRITES_AS, strict=True)
        ]
        for one in [*self.clients, *self.writers]:
            one.start()

    @property
    def stalls(self) -> int:
        """How often a slow reader had left bytes waiting."""
        return sum(one.stalls for one in self.clients if isinstance(one, SlowSseClient))

    def hears_all(self, within_s: float) -> float | None:
        """When all live clients had heard what is in the log now; None if not in time."""
        heads = truth.heads(self._ids)
        asked = [one for one in self.clients if one.is_live]
        return self._hear(asked, heads, within_s)

    def _hear(
        self, clients: Iterable[Client], heads: dict[str, Cursor], within_s: float
    ) -> float | None:
        asked = list(clients)
        has_come = _wait_for(lambda: all(_has_all(one, heads) for one in asked), within_s)
        return time.time() if has_come else None

    def must_be_whole(self) -> None:
        """Raises RuntimeError if a writer or a client has ended by a mistake of its own."""
        gone = [one.name for one in [*self.writers, *self.clients] if not one.is_alive()]
        if gone:
            raise RuntimeError(f"ended too early: {', '.join(gone)}")

    def finish_writing(self, within_s: float) -> None:
        """Each writer ends what it has begun."""
        self.pace.is_over = True
        end = time.monotonic() + within_s
        for one in self.writers:
            one.join(max(0.1, end - time.monotonic()))

    def finish_hearing(self, within_s: float) -> dict[str, Cursor]:
        """Returns the heads up to which every client should have heard, and ends them all."""
        heads = truth.heads(self._ids)
        pages = [one for one in self.clients if isinstance(one, PageClient)]
        read_by = {page: page.reads + 2 for page in pages}  # the one under way may be too early
        self._hear([one for one in self.clients if one not in read_by], heads, within_s)
        _wait_for(lambda: all(page.reads >= reads for page, reads in read_by.items()), within_s)
        for one in self.clients:
            one.is_over = True
        for one in self.clients:
            one.join(self._size.promise_s + OPENS_WITHIN_S)
        return heads


def _wait_for(is_so: Callable[[], bool], within_s: float) -> bool:
    end = time.monotonic() + within_s
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def _has_all(client: Client, heads: dict[str, Cursor]) -> bool:
    return client.ear.last >= heads[client.door.family_id].seq


def _client(number: int, home: Household, epochs: dict[str, str], port: int, size: Size) -> Client:
    kind = KINDS[number // len(epochs) % len(KINDS)]
    role = ROLES[number % len(ROLES)]
    person = home.people[role]
    by_cookie = person.cookie if kind.transport == "page" else None
    door = Door(port, home.family_id, person.token, cookie=by_cookie)
    name = f"{kind.transport} {number}"
    return kind(Visit(name, door, epochs[home.family_id], role, size.promise_s))
