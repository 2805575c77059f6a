"""The time of an ordinary request, alone and beside fifty people in ten families who all type, come
and go at once; also the events that are written then and what leaks between families."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.ground import Caller, Member, by_family, served, timed
from tests.delivery.readers import Door, Socket
from tests.servers.carecircle import Server

FAMILIES, SIZE, REQUESTS, TURNS, PAUSE_S = 10, 5, 500, 3, 1.0


def measure() -> Iterator[tuple[str, str]]:
    """Measures quiet and busy in turns, so that both see the same load from other processes."""
    with served(FAMILIES, SIZE) as (server, members):
        caller = Caller(server, members[0])
        _timings(caller)  # warm-up
        quiet, busy, received = [], [], Counter[tuple[bool, str]]()
        before = _cursors(server, members)
        for _turn in range(TURNS):
            quiet += _timings(caller)
            with _typing(server, members, received):
                busy += _timings(caller)
        moved = sum(one != was for one, was in zip(_cursors(server, members), before, strict=True))
    yield "cursors moved by it", str(moved)
    for type_ in ("typing:start", "presence:update"):
        yield f"{type_} heard of one's own family", f"{received[True, type_]:,}"
        yield f"{type_} heard of another family", str(received[False, type_])
    for percent in (50, 99):
        alone, beside = (_at(percent, times) for times in (quiet, busy))
        yield f"{percent} % answered within, alone", f"{alone * 1000:.1f} ms"
        yield f"{percent} % answered within, beside 50 who type", f"{beside * 1000:.1f} ms"
        yield f"{percent} %: so many times as long", f"{beside / alone:.2f}"


def _cursors(server: Server, members: list[Member]) -> list[str]:
    families = by_family(members)
    return [Caller(server, family[0]).call("GET", "/events")[1]["cursor"] for family in families]


def _timings(caller: Caller) -> list[float]:
    return [timed(lambda: caller.call("GET", "/stats")) for _ in range(REQUESTS)]


def _at(percent: int, times: list[float]) -> float:
    return sorted(times)[len(times) * percent // 100]


@contextmanager
def _typing(
    server: Server, members: list[Member], received: Counter[tuple[bool, str]]
) -> Iterator[None]:
    """Everybody sends "typing" once a second, hides and shows the page, and receives the events of
    the others. heard: whether an event was of their own family, and its type."""
    stop, threads = threading.Event(), []
    for family in by_family(members):
        _, found = Caller(server, family[0]).call("GET", "/channels")
        channel = found["items"][0]["id"]
        for member in family:
            socket = Socket(Door(server.port, member.family, member.token))
            given = (socket, member.family, channel, stop, received)
            threads.append(threading.Thread(target=_type, args=given))
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join()


def _type(
    socket: Socket,
    family: str,
    channel: str,
    stop: threading.Event,
    received: Counter[tuple[bool, str]],
) -> None:
    count = 0
    while not stop.is_set():
        count += 1
        socket.send(type="presence:update", status=("away", "online")[count % 2])
        socket.send(type="typing:start", channel=channel, ref="asked")
        while (message := json.loads(socket.connection.recv(timeout=30)))["type"] != "reply":
            received[message.get("family", family) == family, message["type"]] += 1
        stop.wait(PAUSE_S)
    socket.close()
