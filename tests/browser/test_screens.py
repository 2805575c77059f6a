"""A browser says of itself whether it may sound; everybody reads it before it matters."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.home import Home

pytestmark = [pytest.mark.browser, pytest.mark.server]
LOCKED_UNTIL_TOUCHED = (
    "Object.defineProperty(AudioContext.prototype, 'state', "
    "{get: function () { return window.touched ? 'running' : 'suspended'; }});"
    "document.addEventListener('click', function () { window.touched = true; }, true);"
)


def test_readiness_says_which_screens_would_sound(home: Home, browser: Browser) -> None:
    ana = home.enter(browser, home.cast.ana)
    ana.add_init_script(LOCKED_UNTIL_TOUCHED)
    with ana.expect_response("**/screens"):
        ana.goto(home.dashboard)
    ben = home.enter(browser, home.cast.ben)
    ben.goto(f"{home.dashboard}readiness")
    screens = ben.locator("section", has=ben.locator("#screens"))
    line = screens.locator("li", has_text="Ana Almeida")
    expect(line).to_contain_text("Sound is off until somebody touches the page")
    expect(screens.locator("li", has_text="Vera")).to_contain_text("No screen has been heard from")
    with ana.expect_response("**/screens"):
        ana.locator("main h1").first.click()
    ben.reload()
    expect(line).to_contain_text("Sound is on")
