"""The time from the press until each open screen received the emergency, under normal traffic."""

import random
import select
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from benchmarks.ground import Caller, Member, served
from carecircle.delivery.limits import raise_descriptors
from tests.servers.carecircle import Server

PRESSES = 20
PAUSE_S = 0.5  # a real client never raises fourteen a second
SETTLED_S = 3
MARK = b"event: emergency:alert"


class Screens:
    """One stream for each member, all read in one thread."""

    def __init__(self, port: int, members: list[Member]):
        raise_descriptors()
        self.sockets: dict[int, socket.socket] = {}
        self.family_of: dict[int, str] = {}
        self._ends: defaultdict[int, bytes] = defaultdict(bytes)
        self._epoll = select.epoll()
        for member in members:
            screen = _opened(port, member)
            self.sockets[screen.fileno()] = screen
            self.family_of[screen.fileno()] = member.family
            self._epoll.register(screen, select.EPOLLIN)

    def press(self, caller: Caller, after_s: float) -> list[float]:
        """Returns the seconds until each screen of that family has it, reading throughout."""
        self.read_on(after_s)
        family = caller.member.family
        waiting = {number for number, of in self.family_of.items() if of == family}
        begin, times = time.perf_counter(), []
        pressing = threading.Thread(target=_press, args=(caller,))
        pressing.start()
        while waiting:
            for number, _ in self._epoll.poll(30, 1024):
                if self._has_mark(number) and number in waiting:
                    waiting.discard(number)
                    times.append(time.perf_counter() - begin)
        pressing.join()
        return times

    def read_on(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for number, _ in self._epoll.poll(left, 1024):
                self.sockets[number].recv(1 << 20)

    def _has_mark(self, number: int) -> bool:
        """Returns whether the mark has arrived, even split over two reads."""
        read = self._ends[number] + self.sockets[number].recv(1 << 20)
        is_here = MARK in read
        self._ends[number] = b"" if is_here else read[-len(MARK) :]
        return is_here


def measure() -> Iterator[tuple[str, str]]:
    yield from _measured("50 families of 10", 50, 10, writes=20)
    yield from _measured("one family of 500", 1, 500, writes=5)
    yield from _measured("200 families of 10", 200, 10, writes=20)


def _measured(what: str, families: int, size: int, writes: int) -> Iterator[tuple[str, str]]:
    """writes: the number of notes per second that are written meanwhile."""
    with served(families, size) as (server, members):
        screens, stop = Screens(server.port, members), threading.Event()
        pressers = [next(of) for _, of in groupby(members, key=lambda member: member.family)]
        everyday = threading.Thread(target=_live, args=(server, members, stop, 1 / writes))
        everyday.start()
        cold = screens.press(Caller(server, pressers[-1]), after_s=0)
        screens.read_on(SETTLED_S)
        warm = [
            screens.press(Caller(server, pressers[number % families]), after_s=PAUSE_S)
            for number in range(PRESSES)
        ]
        stop.set()
        everyday.join()
    times = sorted(seconds for of_press in warm for seconds in of_press)
    yield f"{what}, the first press, while all come in", f"{max(cold) * 1000:.1f} ms"
    for percent in (50, 99):
        place = min(len(times) - 1, len(times) * percent // 100)
        yield f"{what}, {percent} % have it within", f"{times[place] * 1000:.1f} ms"
    yield f"{what}, received", f"{len(times):,}"


def _press(caller: Caller) -> None:
    """Raises an emergency and resolves it, so that the next press is a new one."""
    _status, raised = caller.call("POST", "/emergencies", {"type": "fall"})
    outcome = {"outcome": "mistake"}
    caller.call("POST", f"/emergencies/{raised['id']}/resolution", outcome)
    caller.close()


def _live(server: Server, members: list[Member], stop: threading.Event, pause_s: float) -> None:
    """Writes notes repeatedly."""
    writers = [member for member in members if member.role != "viewer"]
    while not stop.wait(pause_s):
        caller = Caller(server, random.choice(writers))
        caller.call("POST", "/notes", {"body": "Slept well"})
        caller.close()


def _opened(port: int, member: Member) -> socket.socket:
    screen = socket.create_connection(("127.0.0.1", port), timeout=60)
    request = f"GET /families/{member.family}/events/stream?format=html HTTP/1.1\r\n"
    screen.sendall(f"{request}Host: b\r\nAuthorization: Bearer {member.token}\r\n\r\n".encode())
    received = b""
    while b"event: hello" not in received:
        received += screen.recv(4096)
    return screen
