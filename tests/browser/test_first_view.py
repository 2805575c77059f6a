"""What the first view of a signed-in page costs on a train."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.home import Home, is_live

MOST_BYTES = 60_000

pytestmark = [pytest.mark.browser, pytest.mark.server]


def bytes_of(page: Page, address: str) -> int:
    """Everything that comes over the wire until the page is live, headers included."""
    sizes: list[float] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(address)
    is_live(page)
    return int(sum(sizes))


def test_the_first_view_of_the_day_is_at_most_60_kb(home: Home, browser: Browser) -> None:
    page = home.enter(browser, home.cast.ana)
    size = bytes_of(page, home.dashboard)
    page.context.close()
    assert 10_000 < size <= MOST_BYTES


def test_an_old_script_free_tablet_needs_far_less(home: Home, browser: Browser) -> None:
    page = home.enter(browser, home.cast.ana, java_script_enabled=False)
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(sum(request.sizes().values())))
    page.goto(home.dashboard, wait_until="networkidle")
    page.context.close()
    assert 3_000 < sum(sizes) <= MOST_BYTES / 2
