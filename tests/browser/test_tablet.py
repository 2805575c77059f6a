"""The tablet on the kitchen wall: enrolled once, live, and one tap from help."""

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.auth import pins
from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from tests.browser.home import Home, is_live
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.server]
SMALL = {"width": 800, "height": 480}


def hang_up(home: Home, browser: Browser, **options: object) -> Page:
    """The tablet, locked, in the hands of nobody. Ben has a PIN."""
    pins.set_pin(home.cast.ben.member_id or "", "8024")
    page = home.enter(browser, home.cast.ana, viewport=SMALL, **options)
    page.goto(f"{home.dashboard}members")
    if options.get("java_script_enabled", True):
        is_live(page)
    page.locator("#tablets ~ form input[name=name]").fill("Kitchen tablet")
    page.locator("#tablets ~ form button").last.click()
    page.wait_for_url("**/doses", wait_until="commit")
    return page


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def wall(request: pytest.FixtureRequest, home: Home, browser: Browser) -> Page:
    return hang_up(home, browser, java_script_enabled=request.param)


def say_who(wall: Page) -> None:
    wall.locator("#member").get_by_text("Ben Archer").click()
    wall.get_by_label("Your PIN").fill("8024")
    wall.get_by_role("button", name="It is me").click()


def test_a_name_and_a_pin_give_a_dose_and_done_locks_it(home: Home, wall: Page) -> None:
    row = wall.locator(f"#dose-{home.dose_id}")
    expect(row.get_by_role("button", name="Give")).to_have_count(0)
    wall.get_by_role("link", name="Who are you?").click()
    say_who(wall)
    wall.wait_for_url("**/doses")
    expect(wall.locator("header")).to_contain_text("Ben Archer")
    row.get_by_role("button", name="Give").click()
    expect(row).to_have_attribute("data-state", "recorded")
    expect(row).to_contain_text("Ben Archer")
    wall.get_by_role("link", name="Done").click()
    expect(wall.get_by_role("heading", name="Who are you?")).to_be_visible()
    wall.goto(f"{home.dashboard}doses")
    expect(wall.locator("header")).to_contain_text("Kitchen tablet")


def test_the_alert_leads_to_the_names_and_to_the_answer(home: Home, wall: Page) -> None:
    raise_emergency(home.cast.vera, RaiseInput.read({"type": "fall"}))
    wall.goto(f"{home.dashboard}doses")
    wall.locator("#alerts").get_by_role("link", name="say who you are").click()
    say_who(wall)
    wall.wait_for_url("**/emergencies/*")
    wall.locator("article button[value=on_my_way]").first.click()
    expect(wall.locator("article")).to_contain_text("Ben Archer: is on the way")


def test_it_locks_itself_where_nobody_touches_it(home: Home, browser: Browser) -> None:
    wall = hang_up(home, browser)
    wall.goto(f"{home.dashboard}tablet")
    assert faults(wall) == []
    say_who(wall)
    wall.wait_for_url("**/doses")
    wall.clock.install()
    wall.reload()
    assert faults(wall) == []
    wall.clock.run_for(170_000)
    wall.mouse.click(400, 90)
    wall.clock.run_for(170_000)
    expect(wall.locator("header")).to_contain_text("Ben Archer")
    wall.clock.run_for(11_000)
    expect(wall.get_by_role("heading", name="Who are you?")).to_be_visible()


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
