"""Two Chromiums: the time from one person's tap, and from its response, to the other's screen."""

from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.button import button_of, raised_by
from benchmarks.lines import DirectLine
from benchmarks.one_server import served
from benchmarks.screens import (
    NOTE_CHANGE,
    Timing,
    both,
    note_answers,
    noted,
    painted,
    press,
    raised,
)
from tests import cast
from tests.browser.home import Home, is_live, leave
from tests.servers.carecircle import Server
from tests.servers.chromium import chromium

TAPS = 30


def measure() -> Iterator[tuple[str, str]]:
    with served() as server:
        yield from _measured(server)


def _measured(server: Server) -> Iterator[tuple[str, str]]:
    family = cast.gather()
    home = Home(family, server, DirectLine(server.port), "")
    doses = [home.another_dose(f"Medicine {number}") for number in range(TAPS)]
    with chromium() as browser:
        ana, ben = home.enter(browser, family.ana), home.enter(browser, family.ben)
        note_answers(ben)
        ben.goto(home.dashboard)
        is_live(ana)
        is_live(ben)
        given = [_given(ana, ben, dose) for dose in doses]
        alarms = [raised(home, ana, ben) for _ in range(TAPS)]
        ben.goto("about:blank")
        button = button_of(home)
        by_button = [raised_by(button, home, ana) for _ in range(TAPS)]
        leave(home)
    yield from _figures("a dose", given)
    yield from _figures("an emergency", alarms)
    yield from both("an emergency by a button, one browser", by_button)


def _figures(what: str, took: list[Timing]) -> Iterator[tuple[str, str]]:
    first, *others = took
    yield f"{what}, the first after a start, from the press", f"{first.from_press} ms"
    yield from both(what, others)


def _given(ana: Page, ben: Page, dose: str) -> Timing:
    ana.evaluate(NOTE_CHANGE, f"#dose-{dose}[data-state=recorded]")
    press(ben, f"#dose-{dose} button[data-saving]")
    shown = painted(ana)
    ben.wait_for_function("() => localStorage.answered", polling=20)
    return Timing(shown - noted(ben, "pressed"), shown - noted(ben, "answered"))
