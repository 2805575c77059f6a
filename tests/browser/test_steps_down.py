"""Where a way in is at fault, the next one is used, and the page stays live."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.home import Home, is_live
from tests.browser.test_interrupted import shows, write

pytestmark = [pytest.mark.browser, pytest.mark.server]


def block(page: Page, *ways: str) -> None:
    """As an old proxy would: the server itself answers, this way does not."""
    if "socket" in ways:
        page.route_web_socket("**/events/socket*", lambda socket: socket.close())
    if "stream" in ways:
        page.route("**/events/stream*", lambda route: route.abort())
    if "long poll" in ways:
        page.route("**/events?*wait=*", lambda route: route.abort())
    if "poll" in ways:
        page.route("**/events?*", lambda route: route.abort())


@pytest.mark.parametrize(
    "ways",
    [("socket",), ("stream",), ("socket", "stream"), ("socket", "stream", "long poll")],
    ids=" and ".join,
)
def test_without_a_way_in_the_news_still_come(
    home: Home, browser: Browser, ways: tuple[str, ...]
) -> None:
    page = home.enter(browser, home.cast.ana)
    block(page, *ways)
    page.reload()
    is_live(page)
    write(home, "by another way")
    shows(page, "by another way")


def test_without_any_way_in_the_page_fetches_itself_afresh(home: Home, browser: Browser) -> None:
    page = home.enter(browser, home.cast.ana)
    block(page, "socket", "stream", "long poll", "poll")
    page.reload()
    is_live(page)
    write(home, "by a fresh page")
    shows(page, "by a fresh page")


def test_open_emergencies_are_asked_for_where_nothing_is_up(home: Home, browser: Browser) -> None:
    page = home.enter(browser, home.cast.ana)
    page.route("**/healthz", lambda route: route.abort())
    block(page, "socket", "stream", "long poll", "poll")
    page.reload()
    ben = home.enter(browser, home.cast.ben)
    ben.locator(".dock button.sos").click()
    expect(page.locator("#alerts [data-emergency]")).to_be_visible(timeout=30_000)


def test_a_page_that_fetches_itself_still_asks_for_emergencies(
    home: Home, browser: Browser
) -> None:
    page = home.enter(browser, home.cast.ana)
    block(page, "socket", "stream", "long poll", "poll")
    page.reload()
    line = page.locator("#connection")
    expect(line).to_have_attribute("data-way", "refresh", timeout=60_000)
    expect(line).to_contain_text("Slower")
    with page.expect_request(lambda request: request.url.endswith("/alerts")):
        write(home, "meanwhile")
