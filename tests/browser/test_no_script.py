"""An old wall tablet whose browser runs no script: everything is a form and a page."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle import clock
from carecircle.auth import accounts
from carecircle.care.chat.actions import open_channel, send_message
from carecircle.care.chat.inputs import ChannelInput, MessageInput
from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from carecircle.care.shifts.actions import plan_shifts
from carecircle.care.shifts.inputs import ShiftInput
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


def test_its_own_page_tells_it_once_and_the_others_first(home: Home, ana: Page) -> None:
    raise_emergency(home.cast.ben, RaiseInput.read({"drill": "on"}))
    ana.locator(".dock button.sos").click()
    expect(ana.locator("article.alarm")).to_be_visible()
    expect(ana.locator("#alerts [data-emergency]:visible")).to_have_count(1)
    expect(ana.locator("#alerts [data-emergency]:visible")).to_contain_text("Drill")
    ana.goto(home.dashboard)
    expect(ana.locator("#alerts [data-emergency]:visible")).to_have_count(2)


def test_it_says_as_of_when_it_shows(home: Home, ana: Page) -> None:
    expect(ana.locator("#connection")).to_contain_text("As of")


def test_refreshing_can_be_stopped(home: Home, ana: Page) -> None:
    ana.goto(f"{home.dashboard}?refresh=off")
    assert ana.locator("meta[http-equiv=refresh]").count() == 0


def test_a_shift_is_lived_by_plain_forms_from_check_in_to_the_accepted_handoff(
    home: Home, ana: Page, browser: Browser
) -> None:
    ben = home.enter(browser, home.cast.ben, java_script_enabled=False)
    shift = plan(home)
    press(ben, shift, "Take this shift")
    press(ben, shift, "Ask to be relieved")
    press(ben, shift, "I can do it after all")
    press(ben, shift, "Check in")
    ben.goto(home.dashboard)
    ben.get_by_role("link", name="Drink", exact=True).click()
    ben.get_by_role("button", name="200 ml").click()
    expect(ben.locator("main")).to_contain_text("Today 200 ml")
    press(ben, shift, "Check out")
    expect(ben.locator("main")).to_contain_text("Not recorded yet")
    ben.fill("input[name=why]", "Rosa sleeps")
    ben.get_by_role("button", name="Check out").click()
    ben.goto(f"{shift}/handoff")
    expect(ben.locator("main")).to_contain_text("Drank 200 ml")
    ben.locator("input[name=illness][value=watch]").check(force=True)
    ben.get_by_role("button", name="Hand off").click()
    ana.goto(f"{shift}/handoff")
    expect(ana.locator("main")).to_contain_text("Left unrecorded: Rosa sleeps")
    ana.fill("textarea[name=read_back]", "Watch her, she drank 200")
    ana.get_by_role("button", name="Accept the handoff").click()
    ben.goto(f"{shift}/handoff")
    expect(ben.locator("main")).to_contain_text("Accepted by Ana Almeida")


def plan(home: Home) -> str:
    now = clock.now()
    hours = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=8)).isoformat()}
    [shift] = plan_shifts(home.cast.ana, ShiftInput.read(hours))
    return f"{home.dashboard}shifts/{shift.id}"


def press(page: Page, address: str, button: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=button, exact=True).click()


def test_a_talk_is_led_by_plain_forms(home: Home, ana: Page, browser: Browser) -> None:
    open_channel(home.cast.ana, ChannelInput.read({"name": "Family"}))
    ben = home.enter(browser, home.cast.ben, java_script_enabled=False)
    ben.goto(f"{home.dashboard}channels")
    ben.get_by_role("link", name="Family", exact=True).click()
    ben.fill("#text", "@ana she is up at night")
    ben.get_by_role("button", name="Send", exact=True).click()
    said = ben.locator(".talk li[id^=message]")
    expect(said).to_have_count(1)
    said.locator("a.meta").click()
    ben.fill("textarea[name=text]", "@ana she was up at three")
    ben.get_by_role("button", name="Put it right").click()
    expect(said).to_contain_text("she was up at three")
    expect(said).to_contain_text("edited")
    ben.fill("#q", "THREE")
    ben.get_by_role("button", name="Search").click()
    expect(said).to_have_count(1)
    ana.goto(f"{home.dashboard}notifications")
    expect(ana.locator("main")).to_contain_text("You are named")


def test_new_messages_come_beside_the_form_and_what_is_typed_stays(
    home: Home, ana: Page, browser: Browser
) -> None:
    channel = open_channel(home.cast.ana, ChannelInput.read({"name": "Beside"}))
    address = f"{home.dashboard}channels/{channel.id}"
    send_message(home.cast.ben, channel.id, MessageInput.read({"text": "Good morning"}), None)
    refused: list[str] = []
    ana.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    ana.goto(address)
    assert ana.locator("meta[http-equiv=refresh]").count() == 0
    ana.fill("#text", "I am still writing")
    news = ana.frame_locator("iframe.newer")
    expect(news.locator("body")).to_contain_text("As of")
    expect(news.locator("[data-newer]")).to_have_count(0)
    send_message(home.cast.ben, channel.id, MessageInput.read({"text": "She is up"}), None)
    raise_emergency(home.cast.ben, RaiseInput.read({"drill": "on"}))
    expect(news.locator("[data-newer]")).to_contain_text("She is up", timeout=90_000)
    expect(ana.locator("#text")).to_have_value("I am still writing")
    assert refused == []
    news.get_by_role("link", name="Emergency").click()
    ana.wait_for_url("**/emergencies")


def test_a_form_shows_what_happened_since_it_was_opened(
    home: Home, ana: Page, browser: Browser
) -> None:
    ana.goto(f"{home.dashboard}notes/new")
    opened = ana.locator("iframe.newer").get_attribute("src")
    ben = home.enter(browser, home.cast.ben, java_script_enabled=False)
    ben.locator(f"#dose-{home.dose_id} button").first.click()
    ana.goto(f"{home.cable.url}{opened}")
    expect(ana.locator("[data-newer]")).to_contain_text("Ben")
    ana.get_by_role("link", name="Load this page again").click()
    expect(ana).to_have_url(f"{home.dashboard}notes/new")
    news = ana.frame_locator("iframe.newer")
    expect(news.locator("body")).to_contain_text("Nothing new since this page was opened")


def test_with_scripts_there_is_no_frame(home: Home, browser: Browser) -> None:
    channel = open_channel(home.cast.ana, ChannelInput.read({"name": "Live"}))
    page = home.enter(browser, home.cast.ana)
    page.goto(f"{home.dashboard}channels/{channel.id}")
    expect(page.locator("#text")).to_be_visible()
    assert page.locator("iframe").count() == 0
