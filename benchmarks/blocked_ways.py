"""Time until another person's screen shows an emergency while a network or browser blocks
transports.

The promises count from the answered write; people experience the time from the press."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import time

from playwright.sync_api import Browser, Page, expect

from benchmarks.button import button_of, raised_by
from benchmarks.lines import DirectLine, ProxiedLine
from benchmarks.one_server import served
from benchmarks.screens import SHOWN, SOS, Timing, both, end_it, note_answers, press, raised
from tests import cast
from tests.browser.home import Home, is_live, leave
from tests.servers.carecircle import Server
from tests.servers.chromium import chromium

ALARMS, SLOW_ONES, STEPPED_DOWN_MS = 30, 2, 90_000
SOCKET, STREAM = ("/events/socket",), ("/events/stream",)
CASES = [
    ("nothing, promised 100 ms", "socket", (), (), ALARMS),
    ("no websocket, so by SSE, 100 ms", "sse", SOCKET, (), ALARMS),
    ("SSE buffered, so by websocket, 100 ms", "socket", (), STREAM, ALARMS),
    ("neither, so by long poll, 1,000 ms", "longPoll", SOCKET, STREAM, ALARMS),
    ("none of the four, so the partial, 15,000 ms", "refresh", ("/events",), (), SLOW_ONES),
]


def measure() -> Iterator[tuple[str, str]]:
    with served() as server:
        yield from _measured(server)


def _measured(server: Server) -> Iterator[tuple[str, str]]:
    home = Home(cast.gather(), server, DirectLine(server.port), "")
    with chromium() as browser:
        ben = home.enter(browser, home.cast.ben)
        note_answers(ben)
        ben.goto(home.dashboard)
        is_live(ben)
        for case, way, blocked, buffered, times in CASES:
            with _behind(home, browser, blocked, buffered) as ana:
                _lives_on(ana, way)
                yield from both(case, [raised(home, ana, ben) for _ in range(times)])
                if times == ALARMS:
                    yield from both(f"{case}, by a button", _by_button(home, ana, ben, times))
        ana = home.enter(browser, home.cast.ana, java_script_enabled=False)
        took = [_without_script(home, ana, ben) for _ in range(SLOW_ONES)]
        yield from both("no script, just refreshed, 30,000 ms", took)
        leave(home)


@contextmanager
def _behind(
    home: Home, browser: Browser, blocked: tuple[str, ...], buffered: tuple[str, ...]
) -> Iterator[Page]:
    """Opens Ana's page behind a proxy that spoils something, or behind none."""
    straight = home.cable
    line = ProxiedLine(home.server.port, blocked, buffered) if blocked or buffered else straight
    home.cable = line
    ana = home.enter(browser, home.cast.ana)
    home.cable = straight
    yield ana
    if line is not straight:
        assert line.spoiled, "nothing was spoiled, so nothing was measured"
    ana.goto("about:blank")
    ana.context.close()
    line.cut()


def _by_button(home: Home, ana: Page, ben: Page, times: int) -> list[Timing]:
    """Ben's browser is idle meanwhile: this machine runs a single browser."""
    ben.goto("about:blank")
    button = button_of(home)
    took = [raised_by(button, home, ana) for _ in range(times)]
    button.close()
    ben.goto(home.dashboard)
    is_live(ben)
    return took


def _lives_on(ana: Page, way: str) -> None:
    """Waits until the page has fallen back to the expected transport and says so."""
    line = ana.locator("#connection")
    expect(line).to_have_attribute("data-way", way, timeout=STEPPED_DOWN_MS)


def _without_script(home: Home, ana: Page, ben: Page) -> Timing:
    """The page has just refreshed itself, so the alert waits for the longest possible time."""
    ana.reload()
    expect(ana.locator(SHOWN)).to_have_count(0)
    press(ben, SOS)
    ana.locator(SHOWN).first.wait_for(timeout=40_000)
    return end_it(home, ben, int(time() * 1000))
