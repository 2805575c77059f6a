"""An old wall tablet whose browser runs no script: everything is a form and a page."""

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.auth import accounts
from tests.browser.home import Home, email_of

PASSWORD = "a quiet morning in March"
pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def ana(home: Home, browser: Browser) -> Page:
    return home.enter(browser, home.cast.ana, java_script_enabled=False)


@pytest.mark.parametrize("has_script", [False, True], ids=["no script", "script"])
def test_one_signs_in_through_the_page(home: Home, browser: Browser, has_script: bool) -> None:
    accounts.change_password(home.cast.ben.account_id, PASSWORD)
    page = browser.new_page(java_script_enabled=has_script)
    page.goto(home.dashboard)
    page.fill("input[name=email]", email_of(home.cast.ben))
    page.fill("input[name=password]", PASSWORD)
    page.locator("form[action='/sign-in'] button").click()
    page.wait_for_url(home.dashboard)
    expect(page.locator(f"#dose-{home.dose_id}")).to_be_visible()
    page.close()


def test_a_dose_is_given_with_one_press(home: Home, ana: Page) -> None:
    ana.locator(f"#dose-{home.dose_id} button").first.click()
    expect(ana.locator(f"#dose-{home.dose_id}")).to_have_attribute("data-state", "recorded")


def test_an_emergency_is_raised_and_acknowledged(home: Home, ana: Page, browser: Browser) -> None:
    ana.locator(".dock button.sos").click()
    expect(ana.locator("article.alarm")).to_be_visible()
    ben = home.enter(browser, home.cast.ben, java_script_enabled=False)
    ben.locator("#alerts button[value=on_my_way]").click()
    ana.goto(home.dashboard)
    expect(ana.locator("#alerts")).to_contain_text("Ben")


def test_it_says_as_of_when_it_shows(home: Home, ana: Page) -> None:
    expect(ana.locator("#connection")).to_contain_text("As of")


def test_refreshing_can_be_stopped(home: Home, ana: Page) -> None:
    ana.goto(f"{home.dashboard}?refresh=off")
    assert ana.locator("meta[http-equiv=refresh]").count() == 0
