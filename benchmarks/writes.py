"""Doses and notes written over HTTP by members of many families."""

from collections.abc import Callable, Iterator

from benchmarks.ground import Caller, Member, by_family, figures, in_threads, served, timed
from tests.servers.carecircle import Server

FAMILIES, CALLERS, NOTES = 80, 16, 40


def measure() -> Iterator[tuple[str, str]]:
    with served(FAMILIES, 2) as (server, members):
        admins = [family[0] for family in by_family(members)]
        groups = [admins[start::CALLERS] for start in range(CALLERS)]
        yield from figures("doses given", *in_threads([_giving(server, g) for g in groups]))
        yield from figures("notes written", *in_threads([_writing(server, g[0]) for g in groups]))


def _giving(server: Server, admins: list[Member]) -> Callable[[], list[float]]:
    def work() -> list[float]:
        return [seconds for admin in admins for seconds in _give(Caller(server, admin))]

    return work


def _give(caller: Caller) -> list[float]:
    _, doses = caller.call("GET", "/doses")
    due = [dose["id"] for dose in doses["items"] if dose["state"] == "due"]
    paths = [f"/doses/{dose}/administration" for dose in due]
    return [timed(lambda path=path: _must(caller, path, outcome="given")) for path in paths]


def _must(caller: Caller, path: str, **body: str) -> None:
    status, answer = caller.call("POST", path, body)
    if status != 201:
        raise RuntimeError(f"{status}: {answer}")


def _writing(server: Server, admin: Member) -> Callable[[], list[float]]:
    def work() -> list[float]:
        caller = Caller(server, admin)
        return [timed(lambda: _must(caller, "/notes", body="Slept well")) for _ in range(NOTES)]

    return work
