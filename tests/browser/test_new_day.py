"""A page left open over midnight shows the new day."""

import pytest
from playwright.sync_api import Browser

from tests.browser.home import Home, has_stayed, is_live, stay

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_at_midnight_the_page_fetches_the_new_day(home: Home, browser: Browser) -> None:
    page = home.enter(browser, home.cast.ana)
    page.clock.install()
    page.reload()
    is_live(page)
    stay(page)
    with page.expect_response(lambda answer: answer.url == home.dashboard) as fetched:
        page.clock.fast_forward("24:00:00")
    assert fetched.value.status == 200
    assert has_stayed(page)
