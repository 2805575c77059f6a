"""Two Chromiums: from one person's tap until the other's screen has changed."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from benchmarks.one_server import served
from carecircle.care.emergencies.actions import resolve
from carecircle.care.emergencies.inputs import ResolutionInput
from tests import cast
from tests.browser.cable import Cable
from tests.browser.home import Home, give_passwords, is_live, leave
from tests.servers.carecircle import Server
from tests.servers.chromium import chromium

TAPS, ALARMS = 20, 10
SOS, SHOWN = ".dock button.sos", "#alerts [data-emergency]"
OVER = ResolutionInput.read({"outcome": "mistake"})
NOTE_TAP = """s => document.querySelector(s).addEventListener('click', () => {
  localStorage.tapped = Date.now();
})"""
NOTE_CHANGE = """s => {
  window.changed = 0;
  new MutationObserver((_, observer) => {
    if (!document.querySelector(s)) return;
    window.changed = Date.now();
    observer.disconnect();
  }).observe(document.body, {subtree: true, childList: true, attributes: true});
}"""


def measure() -> Iterator[tuple[str, str]]:
    with served() as server:
        yield from _measured(server)


def _measured(server: Server) -> Iterator[tuple[str, str]]:
    family = cast.gather()
    home = Home(family, server, Cable(server.port), "")
    doses = [home.another_dose(f"Medicine {number}") for number in range(TAPS)]
    give_passwords()
    with chromium() as browser:
        ana, ben = home.enter(browser, family.ana), home.enter(browser, family.ben)
        is_live(ana)
        is_live(ben)
        given = [_given(ana, ben, dose) for dose in doses]
        alarms = [raised(home, ana, ben) for _ in range(ALARMS)]
        leave(home)
    yield from _figures("a dose", given)
    yield from _figures("an emergency", alarms)


def _figures(what: str, took: list[int]) -> Iterator[tuple[str, str]]:
    first, *others = took
    yield f"{what}, the first after a start", f"{first} ms"
    yield f"{what}, half of the others within", f"{sorted(others)[len(others) // 2]} ms"
    yield f"{what}, the slowest of the others", f"{max(others)} ms"


def _given(ana: Page, ben: Page, dose: str) -> int:
    changed = _changed(
        ana, ben, f"#dose-{dose} button[data-saving]", f"#dose-{dose}[data-state=recorded]"
    )
    return changed - _tapped(ben)


def raised(home: Home, ana: Page, ben: Page) -> int:
    """Raised, seen, and over again, so that the next is a new one."""
    changed = _changed(ana, ben, SOS, SHOWN)
    took = changed - end_it(home, ben)
    expect(ana.locator(SHOWN)).to_have_count(0, timeout=40_000)
    return took


def end_it(home: Home, ben: Page) -> int:
    """Over, and Ben is back to raise the next; answers when he pressed."""
    ben.wait_for_url("**/emergencies/*")
    pressed = _tapped(ben)
    resolve(home.cast.ben, ben.url.rpartition("/")[2], OVER)
    ben.goto(home.dashboard)
    is_live(ben)
    return pressed


def _changed(ana: Page, ben: Page, button: str, shown: str) -> int:
    """When the screen of the other had changed, in milliseconds of the same clock."""
    ana.evaluate(NOTE_CHANGE, shown)
    ben.evaluate(NOTE_TAP, button)
    ben.locator(button).click(no_wait_after=True)
    ana.wait_for_function("() => window.changed", polling=20, timeout=40_000)
    return int(ana.evaluate("window.changed"))


def _tapped(ben: Page) -> int:
    return int(ben.evaluate("localStorage.tapped"))
