"""The tablet on the kitchen wall: enrolled once, live, and one tap from help."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.home import Home, is_live
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_a_tablet_is_live_and_raises_an_emergency_without_a_password(
    home: Home, browser: Browser
) -> None:
    wall = home.enter(browser, home.cast.ana)
    ben = home.enter(browser, home.cast.ben)
    is_live(ben)
    wall.goto(f"{home.dashboard}members")
    wall.locator("#tablets ~ form input[name=name]").fill("Kitchen tablet")
    wall.locator("#tablets ~ form button").last.click()
    wall.wait_for_url("**/doses")
    is_live(wall)
    expect(wall.locator("header")).to_contain_text("Kitchen tablet")
    assert faults(wall) == []
    wall.locator(".dock button.sos").click()
    wall.wait_for_url("**/emergencies/*")
    is_live(wall)
    expect(ben.locator("#alerts.laid-over")).to_contain_text("Kitchen tablet")
    ben.locator("#alerts button[value=on_my_way]").first.click()
    expect(wall.locator("article")).to_contain_text("Ben Archer: is on the way")
