"""An ordinary request, alone and beside fifty in ten families who all type at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.ground import Caller, Member, by_family, served, timed
from tests.delivery.readers import Door, Socket
from tests.servers.carecircle import Server

FAMILIES, SIZE, ASKED, TURNS, PAUSE_S = 10, 5, 100, 3, 1.0


def measure() -> Iterator[tuple[str, str]]:
    """Quiet and busy in turns, so that neither has the better part of the machine's day."""
    with served(FAMILIES, SIZE) as (server, members):
        caller = Caller(server, members[0])
        _asked(caller)  # what is slow only once
        quiet, busy = [], []
        for _turn in range(TURNS):
            quiet += _asked(caller)
            with _typing(server, members):
                busy += _asked(caller)
    for percent in (50, 99):
        alone, beside = (_at(percent, times) for times in (quiet, busy))
        yield f"{percent} % answered within, alone", f"{alone * 1000:.1f} ms"
        yield f"{percent} % answered within, beside 50 who type", f"{beside * 1000:.1f} ms"
        yield f"{percent} %: so many times as long", f"{beside / alone:.2f}"


def _asked(caller: Caller) -> list[float]:
    return [timed(lambda: caller.call("GET", "/stats")) for _ in range(ASKED)]


def _at(percent: int, times: list[float]) -> float:
    return sorted(times)[len(times) * percent // 100]


@contextmanager
def _typing(server: Server, members: list[Member]) -> Iterator[None]:
    """Each says so once a second, as a browser does, and hears all others of the family."""
    stop, threads = threading.Event(), []
    for family in by_family(members):
        _, found = Caller(server, family[0]).call("GET", "/channels")
        channel = found["items"][0]["id"]
        for member in family:
            socket = Socket(Door(server.port, member.family, member.token))
            threads.append(threading.Thread(target=_type, args=(socket, channel, stop)))
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join()


def _type(socket: Socket, channel: str, stop: threading.Event) -> None:
    while not stop.wait(PAUSE_S):
        socket.ask(type="typing:start", channel=channel)
    socket.close()
