"""Where a way in is at fault, the next one is used, and the page stays live."""

import pytest
from playwright.sync_api import Browser

from tests.browser.blocked import block
from tests.browser.home import Home, is_live
from tests.browser.test_interrupted import shows, write

pytestmark = [pytest.mark.browser, pytest.mark.server]


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
