"""Where a network or a browser spoils the best ways: from the press until another shows it.

The promises count from the answered write; these figures also hold the press and the write.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import time

from playwright.sync_api import Browser, Page, expect

from benchmarks.one_server import served
from benchmarks.two_browsers import NOTE_TAP, SHOWN, SOS, end_it, raised
from tests import cast
from tests.browser.bad_proxy import BadProxy
from tests.browser.cable import Cable
from tests.browser.home import Home, give_passwords, is_live, leave
from tests.servers.carecircle import Server
from tests.servers.chromium import chromium

ALARMS, SLOW_ONES, STEPPED_DOWN_MS = 10, 2, 90_000
SOCKET, STREAM = ("/events/socket",), ("/events/stream",)
SPOILED = [
    ("no websocket: by SSE, promised 100 ms", "sse", SOCKET, (), ALARMS),
    ("SSE buffered: by websocket, promised 100 ms", "socket", (), STREAM, ALARMS),
    ("neither of them: by long poll, promised 1,000 ms", "longPoll", SOCKET, STREAM, ALARMS),
    ("none of the four: the partial, promised 15,000 ms", "refresh", ("/events",), (), SLOW_ONES),
]


def measure() -> Iterator[tuple[str, str]]:
    with served() as server:
        yield from _measured(server)


def _measured(server: Server) -> Iterator[tuple[str, str]]:
    home = Home(cast.gather(), server, Cable(server.port), "")
    give_passwords()
    with chromium() as browser:
        ben = home.enter(browser, home.cast.ben)
        is_live(ben)
        for case, way, blocked, buffered, times in SPOILED:
            with _behind(home, browser, blocked, buffered) as ana:
                _lives_on(ana, way)
                yield case, _figure([raised(home, ana, ben) for _ in range(times)])
        ana = home.enter(browser, home.cast.ana, java_script_enabled=False)
        took = [_without_script(home, ana, ben) for _ in range(SLOW_ONES)]
        yield "no script, just refreshed: promised 30,000 ms", _figure(took)
        leave(home)


@contextmanager
def _behind(
    home: Home, browser: Browser, blocked: tuple[str, ...], buffered: tuple[str, ...]
) -> Iterator[Page]:
    """Ana, alone behind a proxy that spoils something."""
    straight = home.cable
    home.cable = proxy = BadProxy(home.server.port, blocked=blocked, buffered=buffered)
    ana = home.enter(browser, home.cast.ana)
    home.cable = straight
    yield ana
    assert proxy.spoiled > 0, "nothing was spoiled, so nothing was measured"
    ana.goto("about:blank")
    ana.context.close()
    proxy.cut()


def _lives_on(ana: Page, way: str) -> None:
    """What is wrong is found out first: the ladder has been gone down, and the page says so."""
    line = ana.locator("#connection")
    expect(line).to_have_attribute("data-way", way, timeout=STEPPED_DOWN_MS)


def _without_script(home: Home, ana: Page, ben: Page) -> int:
    """The page has just refreshed itself: the longest that the news can wait for the next time."""
    ana.reload()
    expect(ana.locator(SHOWN)).to_have_count(0)
    ben.evaluate(NOTE_TAP, SOS)
    ben.locator(SOS).click(no_wait_after=True)
    ana.locator(SHOWN).first.wait_for(timeout=40_000)
    shown = int(time() * 1000)
    return shown - end_it(home, ben)


def _figure(took: list[int]) -> str:
    return f"half {sorted(took)[len(took) // 2]:,}, all {max(took):,} ms"
