"""A page from which somebody was shown out comes back by itself, and only when it may."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.box import Box
from tests.browser.home import Home, is_live, tab

pytestmark = [pytest.mark.browser, pytest.mark.server]
ONLINE = "dispatchEvent(new Event('online'))"
DOOR = "input[name=password]"


def shown_out(home: Home, ben: Page) -> None:
    """Signs Ben out in another tab."""
    other = tab(ben.context, home.dashboard)
    is_live(other)
    other.locator("form[action='/sign-out'] button").click()
    expect(ben.locator(DOOR)).to_be_visible()
    other.close()


def let_in(home: Home, browser: Browser, context: BrowserContext) -> None:
    """Signs Ben in again, as another tab would."""
    fresh = home.enter(browser, home.cast.ben)
    context.add_cookies(fresh.context.cookies())  # type: ignore[arg-type]


def test_it_opens_the_page_that_was_left_once_signed_in_again(
    home: Home, ben: Page, browser: Browser
) -> None:
    shown_out(home, ben)
    ben.evaluate(ONLINE)
    expect(ben.locator(DOOR)).to_be_visible()
    let_in(home, browser, ben.context)
    ben.evaluate(ONLINE)
    ben.wait_for_url(home.dashboard)
    is_live(ben)


def test_it_does_not_take_away_what_is_being_typed(home: Home, ben: Page, browser: Browser) -> None:
    shown_out(home, ben)
    ben.fill(DOOR, "half of a pass")
    let_in(home, browser, ben.context)
    ben.evaluate(ONLINE)
    ben.wait_for_timeout(1000)
    expect(ben.locator(DOOR)).to_have_value("half of a pass")
    ben.fill(DOOR, "")
    ben.fill("input[name=email]", "")
    ben.evaluate(ONLINE)
    ben.wait_for_url(home.dashboard)


@pytest.mark.parametrize("kind", ["200 page", "200 json", "200 empty", "repeated", "302"])
def test_it_believes_no_box_in_between(home: Home, ben: Page, browser: Browser, kind: str) -> None:
    shown_out(home, ben)
    let_in(home, browser, ben.context)
    box = Box(ben, home.cable)
    box.answer_with(kind)
    ben.evaluate(ONLINE)
    while not box.served[kind]:
        ben.wait_for_timeout(50)
    ben.wait_for_timeout(500)
    expect(ben.locator(DOOR)).to_be_visible()
    box.lift()
    ben.evaluate(ONLINE)
    ben.wait_for_url(home.dashboard)
