"""The time from the kill of every worker until real browsers show the alert raised just before."""

import time
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from benchmarks.one_server import served
from benchmarks.screens import NOTE_CHANGE, RESOLVED, SHOWN
from carecircle.care.emergencies.actions import raise_emergency, resolve
from carecircle.care.emergencies.inputs import RaiseInput
from tests import cast
from tests.browser.cable import Cable
from tests.browser.home import Home, is_live, leave
from tests.servers.carecircle import Server
from tests.servers.chromium import chromium

PAGES, ROUNDS, WORKERS = 6, 5, 3


def measure() -> Iterator[tuple[str, str]]:
    with served(workers=WORKERS) as server:
        yield from _measured(server)


def _measured(server: Server) -> Iterator[tuple[str, str]]:
    family = cast.gather()
    home = Home(family, server, Cable(server.port), "")
    with chromium() as browser:
        pages = [home.enter(browser, family.ana) for _ in range(PAGES)]
        workers = [_round(home, pages, _kill_workers) for _ in range(ROUNDS)]
        whole = [_round(home, pages, _kill_all) for _ in range(ROUNDS)]
        leave(home)
    yield from _figures("the workers die, from the kill", [t for t, _ in workers])
    yield from _figures("all of it dies, from its next start", [t for t, _ in whole])
    yield from _figures("all of it dies, from its first answer", [t for _, t in whole])


def _figures(what: str, rounds: list[list[int]]) -> Iterator[tuple[str, str]]:
    took = sorted(ms for each in rounds for ms in each)
    yield f"{what}: half of {len(took)} browsers", f"{took[len(took) // 2]:,} ms"
    yield f"{what}: every browser", f"{took[-1]:,} ms"


def _round(
    home: Home, pages: list[Page], die: Callable[[Server], tuple[int, int]]
) -> tuple[list[int], list[int]]:
    """Writes the press straight to the database just before the kill: no worker can emit it."""
    for page in pages:
        is_live(page)
        page.evaluate(NOTE_CHANGE, SHOWN)
    emergency, _ = raise_emergency(home.cast.ben, RaiseInput.read({"type": "fall"}))
    began, answered = die(home.server)
    for page in pages:
        page.wait_for_function("() => window.changed", polling=20)
    shown = [int(page.evaluate("window.changed")) for page in pages]
    resolve(home.cast.ben, emergency.id, RESOLVED)
    for page in pages:
        page.wait_for_function(f"() => !document.querySelector('{SHOWN}')", polling=20)
    return [at - began for at in shown], [max(0, at - answered) for at in shown]


def _kill_workers(server: Server) -> tuple[int, int]:
    for pid in server.worker_pids():
        server.kill9_worker(pid)
    return _now_ms(), _now_ms()


def _kill_all(server: Server) -> tuple[int, int]:
    server.kill9()
    began = _now_ms()
    server.restart()
    return began, _now_ms()


def _now_ms() -> int:
    return int(time.time() * 1000)
