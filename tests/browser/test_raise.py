"""One press, two ways, one emergency; and no word that it was sent before it was."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from carecircle.care.emergencies.models import Emergency
from carecircle.db.session import reading
from tests.browser.home import Home, is_live

pytestmark = [pytest.mark.browser, pytest.mark.server]
RAISED = re.compile(r"/emergencies/[0-9a-z]+$")


@pytest.fixture
def ana(home: Home, browser: Browser) -> Page:
    page = home.enter(browser, home.cast.ana)
    is_live(page)
    page.wait_for_function("CareCircle.leads()")
    return page


def lose_posts(route: Route) -> None:
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def count(home: Home) -> int:
    with reading() as session:
        return session.query(Emergency).filter_by(family_id=home.cast.family_id).count()


def test_it_is_raised_over_the_socket_where_the_post_is_lost(home: Home, ana: Page) -> None:
    ana.route("**/emergencies", lose_posts)
    ana.locator(".dock .sos").click()
    ana.wait_for_url(RAISED)
    assert count(home) == 1


def test_it_is_raised_by_post_where_the_socket_is_dead(home: Home, ana: Page) -> None:
    ana.evaluate("WebSocket.prototype.send = function () {}")
    ana.locator(".dock .sos").click()
    ana.wait_for_url(RAISED)
    assert count(home) == 1


def test_both_ways_at_once_raise_one(home: Home, ana: Page) -> None:
    ana.locator(".dock .sos").dblclick()
    ana.wait_for_url(RAISED)
    expect(ana.locator("article")).to_contain_text("Nobody has seen this yet.")
    assert count(home) == 1


def test_where_nothing_gets_through_it_says_so_and_raises_it_later(home: Home, ana: Page) -> None:
    home.cable.cut()
    ana.locator(".dock .sos").click()
    expect(ana.locator("#not-raised")).to_contain_text(
        "We don't know yet if anybody was alerted. Trying again. Call for help yourself."
    )
    expect(ana.locator("#not-raised a")).to_have_attribute("href", "tel:112")
    assert count(home) == 0
    home.cable.mend()
    ana.wait_for_url(RAISED)
    assert count(home) == 1
