"""All workers die right after a press: the time from the restart until each screen shows it."""

import random
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from benchmarks.ground import Caller, Member, served
from carecircle.delivery.spread import WINDOW_S
from tests.servers.carecircle import Server

FAMILIES, SIZE, WORKERS = 50, 10, 3
MARK = b"event: emergency:alert"


def measure() -> Iterator[tuple[str, str]]:
    with served(FAMILIES, SIZE, workers=WORKERS) as (server, members):
        first = {of: next(group) for of, group in groupby(members, key=lambda one: one.family)}
        heads = {of: _request(server, member, "/events")["cursor"] for of, member in first.items()}
        for member in first.values():
            _request(server, member, "/emergencies", {"type": "fall"})
        server.kill9()
        begin = time.perf_counter()
        server.restart()
        answers = time.perf_counter()
        with ThreadPoolExecutor(len(members)) as pool:
            coming = [pool.submit(_has_it, server, one, heads[one.family]) for one in members]
            times = sorted(one.result() for one in coming)
    yield "screens that have their alert", f"{len(times):,} of {len(members):,}"
    yield "from the start of the server until it answers", f"{answers - begin:.2f} s"
    yield (
        "from then on, half of the screens have it within",
        _after(answers, times[len(times) // 2]),
    )
    yield "from then on, every screen has it within", _after(answers, times[-1])


def _after(since: float, at: float) -> str:
    return f"{max(0.0, at - since):.2f} s"


def _request(server: Server, member: Member, path: str, body: object = None) -> dict[str, str]:
    caller = Caller(server, member)
    _status, resource = caller.call("POST" if body else "GET", path, body)
    caller.close()
    return dict(resource)


def _has_it(server: Server, member: Member, after: str) -> float:
    """Returns when the alert arrived on a screen that retries until it is connected."""
    while True:
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=60) as screen:
                _open_stream(screen, member, after)
                received = b""
                while part := screen.recv(1 << 16):
                    received += part
                    if MARK in received:
                        return time.perf_counter()
        except OSError:
            pass
        time.sleep(random.uniform(0, WINDOW_S))  # like static/js/live-backoff.js


def _open_stream(screen: socket.socket, member: Member, after: str) -> None:
    path = f"/families/{member.family}/events/stream?format=html&after={after}"
    head = f"GET {path} HTTP/1.1\r\nHost: b\r\nAuthorization: Bearer {member.token}\r\n\r\n"
    screen.sendall(head.encode())
