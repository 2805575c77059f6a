"""500 streams after a reload, a restart and a lost worker: the share that returns in one second."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Callable, Iterator

from benchmarks.ground import Member, served
from carecircle.delivery.limits import raise_descriptors
from carecircle.delivery.spread import WINDOW_S
from tests.servers.carecircle import Server

STREAMS, WORKERS, SETTLE_S, GIVE_UP_S = 500, 3, 2.0, 60.0
KEPT = 4096
Lose = Callable[[Server], None]


class Screen:
    """A stream that reconnects by the rules of static/js/live-backoff.js.

    opened, ended: monotonic clock, seconds; of each connection that said hello.
    """

    def __init__(self, server: Server, member: Member):
        self._port = server.port
        path = f"/families/{member.family}/events/stream"
        head = f"GET {path} HTTP/1.1\r\nHost: b\r\nAuthorization: Bearer {member.token}\r\n\r\n"
        self._request = head.encode()
        self.opened: list[float] = []
        self.ended: list[float] = []

    async def run(self) -> None:
        while True:
            before = len(self.opened)
            last_words = await self._connected()
            is_cut = len(self.opened) > before
            if is_cut:
                self.ended.append(time.monotonic())
            given_ms = after_ms(last_words)
            if given_ms is not None:
                await asyncio.sleep(given_ms / 1000)
            else:
                await asyncio.sleep(WINDOW_S * (random.random() if is_cut else 1))

    async def _connected(self) -> bytes:
        """Returns the last bytes received before the stream ended."""
        received = b""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            writer.write(self._request)
            while part := await reader.read(KEPT):
                if b"event: hello" in part:
                    self.opened.append(time.monotonic())
                received = (received + part)[-KEPT:]
            writer.close()
        except OSError:
            pass
        return received


def after_ms(last_words: bytes) -> int | None:
    """Returns the delay that the server gave, in milliseconds; None if it gave none."""
    _, found, said = last_words.rpartition(b'"after_ms":')
    return int(said.partition(b"}")[0]) if found else None


def measure() -> Iterator[tuple[str, str]]:
    raise_descriptors()
    with served(50, 10, workers=WORKERS) as (server, members):
        yield from asyncio.run(_measured(server, members[:STREAMS]))


async def _measured(server: Server, members: list[Member]) -> list[tuple[str, str]]:
    screens = [Screen(server, member) for member in members]
    tasks = [asyncio.create_task(screen.run()) for screen in screens]
    await _until(lambda: all(screen.opened for screen in screens))
    found: list[tuple[str, str]] = []
    for what, lose in LOSSES.items():
        await asyncio.sleep(SETTLE_S)
        found += [
            (f"{what}: {name}", figure) for name, figure in await _lost(server, screens, lose)
        ]
    for task in tasks:
        task.cancel()
    return found


async def _lost(server: Server, screens: list[Screen], lose: Lose) -> list[tuple[str, str]]:
    before = sum(len(screen.ended) for screen in screens)
    began = time.monotonic()
    await asyncio.to_thread(lose, server)
    answers = time.monotonic()
    await _until(lambda: sum(len(screen.ended) for screen in screens) > before)
    await asyncio.sleep(SETTLE_S)
    await _until(lambda: all(len(screen.opened) > len(screen.ended) for screen in screens))
    lost = [screen for screen in screens if screen.ended and screen.ended[-1] >= began]
    back = sorted(screen.opened[-1] for screen in lost)
    since = answers if lose is restart else began
    waited = max(s.opened[-1] - max(s.ended[-1], since) for s in lost)
    return [
        ("streams that were lost and came back", f"{len(back):,} of {len(screens):,}"),
        ("share in the fullest second", f"{100 * fullest(back) / len(back):.0f} %"),
        ("longest, where it could be connected", f"{max(0.0, waited):.2f} s"),
    ]


async def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + GIVE_UP_S
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the streams did not return")
        await asyncio.sleep(0.05)


def fullest(times: list[float]) -> int:
    """Returns the largest number of times (sorted, in seconds) within any one second."""
    return max(
        sum(1 for at in times[place:] if at < first + 1) for place, first in enumerate(times)
    )


def reload(server: Server) -> None:
    os.kill(server.process.pid, signal.SIGHUP)


def restart(server: Server) -> None:
    server.restart()


def lose_worker(server: Server) -> None:
    server.kill9_worker(server.worker_pids()[0])


LOSSES: dict[str, Lose] = {
    "a reload (HUP)": reload,
    "a restart (TERM)": restart,
    "a lost worker": lose_worker,
}
