"""A browser in which a part throws or is missing: the page is live by another way, or says so."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.home import Home, is_live
from tests.browser.test_interrupted import shows, write

pytestmark = [pytest.mark.browser, pytest.mark.server]
THROWS = "window.{name} = function () {{ throw new Error('not here'); }};"
MISSING = "delete window.{name}; window.{name} = undefined;"
STORAGE = (
    "Object.defineProperty(window, '{name}', {{get: function () {{ throw new Error('off'); }}}});"
)
ODD = {
    "a socket that throws": THROWS.format(name="WebSocket"),
    "a stream that throws": THROWS.format(name="EventSource"),
    "both throw": THROWS.format(name="WebSocket") + THROWS.format(name="EventSource"),
    "neither exists": MISSING.format(name="WebSocket") + MISSING.format(name="EventSource"),
    "storage throws": STORAGE.format(name="localStorage") + STORAGE.format(name="sessionStorage"),
    "no database": STORAGE.format(name="indexedDB"),
    "no channel between tabs": THROWS.format(name="BroadcastChannel"),
    "locks that throw": "navigator.locks.request = function () { throw new Error('off'); };",
    "locks that refuse": (
        "navigator.locks.request = function () { return Promise.reject(new Error('off')); };"
    ),
    "no observer of sizes": THROWS.format(name="ResizeObserver"),
    "no sound": THROWS.format(name="AudioContext") + MISSING.format(name="Notification"),
}


@pytest.mark.parametrize("script", ODD.values(), ids=ODD)
def test_the_news_come_and_a_dose_is_given(home: Home, browser: Browser, script: str) -> None:
    page = home.enter(browser, home.cast.ana)
    page.add_init_script(f"window.wasOdd = true; {script}")
    page.reload()
    assert page.evaluate("window.wasOdd")
    is_live(page)
    write(home, "by another way")
    shows(page, "by another way")
    page.locator(f"#dose-{home.dose_id} button[data-saving]").click()
    expect(page.locator(f"#dose-{home.dose_id}")).to_have_attribute("data-state", "recorded")
