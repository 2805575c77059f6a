"""The polled partials: rendered, and unchanged (304)."""

from collections.abc import Callable, Iterator

from benchmarks.ground import Caller, Member, by_family, figures, in_threads, served, timed
from tests.servers.carecircle import Server

FAMILIES, CALLERS, CALLS = 8, 8, 150


def measure() -> Iterator[tuple[str, str]]:
    with served(FAMILIES, 2) as (server, members):
        admins = [family[0] for family in by_family(members)][:CALLERS]
        fresh = [_asking(server, admin, is_known=False) for admin in admins]
        known = [_asking(server, admin, is_known=True) for admin in admins]
        yield from figures("stats rendered", *in_threads(fresh))
        yield from figures("stats not changed", *in_threads(known))


def _asking(server: Server, admin: Member, is_known: bool) -> Callable[[], list[float]]:
    def work() -> list[float]:
        caller = Caller(server, admin)
        _, tag = caller.call("GET", "/stats")
        headers = {"If-None-Match": tag} if is_known else {}
        return [timed(lambda: _ask(caller, headers)) for _ in range(CALLS)]

    return work


def _ask(caller: Caller, headers: dict[str, str]) -> None:
    status, _ = caller.call("GET", "/stats", **headers)
    if status != (304 if headers else 200):
        raise RuntimeError(f"{status} for {headers or 'a first call'}")
