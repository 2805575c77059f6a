"""The figures of the day are asked for each minute, and cost nothing while nothing happened."""

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.home import Home, is_live

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def ana(home: Home, browser: Browser) -> Page:
    page = home.enter(browser, home.cast.ana)
    page.clock.install()
    page.reload()
    is_live(page)
    return page


def poll(page: Page) -> Request:
    with page.expect_request(lambda request: request.url.endswith("/stats")) as asked:
        page.clock.run_for(61_000)
    return asked.value


def test_the_figures_change_at_the_next_minute(home: Home, browser: Browser, ana: Page) -> None:
    before = ana.locator("#stats dl").inner_text()
    ben = home.enter(browser, home.cast.ben)
    ben.locator(f"#dose-{home.dose_id} button[data-saving]").click()
    expect(ben.locator(f"#dose-{home.dose_id}")).to_have_attribute("data-state", "recorded")
    poll(ana)
    expect(ana.locator("#stats dl")).not_to_have_text(before, use_inner_text=True)


def test_a_failing_poll_leaves_the_last_true_figures(home: Home, ana: Page) -> None:
    before = ana.locator("#stats").inner_text()
    ana.route("**/stats", lambda route: route.fulfill(status=503, body="<p>broken</p>"))
    assert poll(ana).response().status == 503
    ana.wait_for_timeout(300)
    assert ana.locator("#stats").inner_text() == before
