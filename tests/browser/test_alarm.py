"""An emergency lies over the page of whom it concerns, and draws them to it, until they answer."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, Response, expect
from sqlalchemy import select

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies import actions, inputs
from carecircle.care.emergencies.models import Receipt
from carecircle.db.session import reading
from tests.browser.home import Home, is_live
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.server]
OVER = "#alerts.laid-over"
CALLING = re.compile(r"^\(!\) ")


def press(home: Home, **values: object) -> str:
    """Ben raises it. The answer is its id."""
    emergency, _ = actions.raise_emergency(home.cast.ben, inputs.RaiseInput.read(values))
    return emergency.id


def test_it_lies_over_the_page_with_the_focus_on_its_heading(home: Home, ana: Page) -> None:
    emergency_id = press(home, type="fall")
    expect(ana.locator(OVER)).to_have_attribute("role", "alertdialog")
    expect(ana.locator(f"#alert-{emergency_id}")).to_be_focused()
    expect(ana).to_have_title(CALLING)
    expect(ana.locator("link[rel=icon]")).to_have_attribute("href", re.compile(r"alarm\.svg\?v="))
    ana.keyboard.press("Escape")
    expect(ana.locator(OVER)).to_be_visible()


def test_the_keyboard_reaches_every_answer_and_nothing_behind(home: Home, ana: Page) -> None:
    press(home)
    expect(ana.locator(OVER)).to_be_visible()
    reached = set()
    for _ in range(20):
        ana.keyboard.press("Tab")
        reached.add(ana.evaluate("document.activeElement.textContent.trim().split('\\n')[0]"))
        inside = (
            "document.activeElement.closest('#alerts') || document.activeElement === document.body"
        )
        assert ana.evaluate(f"Boolean({inside})")
    assert {"Call 112", "I am on my way", "I have seen it", "10 min"} <= reached


def test_it_is_accessible(home: Home, ana: Page) -> None:
    press(home, type="fall", note="Awake", location="Hall")
    expect(ana.locator(OVER)).to_be_visible()
    assert faults(ana) == []


def test_an_answer_with_minutes_takes_it_away_for_everybody(
    home: Home, ana: Page, browser: Browser
) -> None:
    vera = home.enter(browser, home.cast.vera)
    is_live(vera)
    press(home)
    ana.locator(f"{OVER} button[name=minutes][value='10']").click()
    expect(ana.locator("article")).to_contain_text("Ana Almeida: is on the way, 10 min")
    expect(vera.locator("#alerts")).to_contain_text("is on the way, 10 min")
    expect(vera.locator(OVER)).to_have_count(0)
    expect(vera).not_to_have_title(CALLING)


def test_who_has_seen_it_works_on_until_it_comes_louder(home: Home, ana: Page) -> None:
    times = {"louder_after_s": 10, "call_after_s": 300, "repeat_every_s": 60, "news_within_s": 600}
    actions.set_policy(home.cast.ana, inputs.PolicyInput.read(times))
    press(home)
    ana.locator(f"{OVER} button[value=seen]").click()
    ana.wait_for_url("**/emergencies/*")
    ana.goto(home.dashboard)
    expect(ana.locator("#alerts .alarm")).to_be_visible()
    expect(ana.locator(OVER)).to_have_count(0)
    expect(ana.locator(OVER)).to_be_visible(timeout=20_000)


def test_who_comes_by_a_link_reads_it_over_its_own_page_too(home: Home, ana: Page) -> None:
    """From an e-mail or a push: nothing was put aside on this device before."""
    emergency_id = press(home, type="fall")
    ana.goto(f"{home.dashboard}emergencies/{emergency_id}")
    expect(ana.locator(OVER).get_by_role("heading", name="A fall")).to_be_visible()
    ana.locator(f"{OVER} button[value=on_my_way]").click()
    expect(ana.locator(OVER)).to_have_count(0)
    expect(ana.locator("#alerts [data-emergency]")).to_be_hidden()


def test_a_touch_beside_it_is_not_seeing_it(home: Home, ana: Page) -> None:
    emergency_id = press(home)
    coming = inputs.AcknowledgementInput.read({"answer": "on_my_way"})
    actions.acknowledge(home.cast.vera, emergency_id, coming)
    expect(ana.locator("#alerts .answered")).to_be_visible()
    ana.locator("main h1").first.click()
    ana.keyboard.press("Shift")
    touched_at = clock.now()
    with ana.expect_response(is_seeing):
        ana.locator("#alerts .answered h2.fact").click()
    assert seen_at(emergency_id, home.cast.ana) >= touched_at


def is_seeing(response: Response) -> bool:
    return response.url.endswith("/receipt") and "seen" in (response.request.post_data or "")


def seen_at(emergency_id: str, by: Actor) -> datetime:
    rows = select(Receipt.at).filter_by(emergency_id=emergency_id, kind="seen")
    with reading() as session:
        return session.scalars(rows.filter_by(member_id=by.member_id)).one()


def test_it_sounds_and_says_where_a_browser_keeps_it_silent(home: Home, browser: Browser) -> None:
    page = home.enter(browser, home.cast.ana)
    page.add_init_script(
        "Object.defineProperty(AudioContext.prototype, 'state', "
        "{get: function () { return window.unlocked ? 'running' : 'suspended'; }})"
    )
    page.goto(home.dashboard)
    is_live(page)
    press(home)
    expect(page.locator(f"{OVER} [data-sound]")).to_be_visible()
    assert page.evaluate("CareCircle.sound.count()") == 0
    # In one go: the page looks again by itself, and then there is no button left to press.
    tap = "on => { window.unlocked = true; document.querySelector(on).click(); }"
    page.evaluate(tap, f"{OVER} [data-sound-on]")
    expect(page.locator(f"{OVER} [data-sound]")).to_be_hidden()
    assert page.evaluate("CareCircle.sound.count()") > 0


def test_it_does_not_lie_over_the_page_of_whoever_raised_it(
    home: Home, ana: Page, browser: Browser
) -> None:
    ben = home.enter(browser, home.cast.ben)
    is_live(ben)
    press(home)
    expect(ben.locator("#alerts .alarm")).to_be_visible()
    expect(ben.locator(OVER)).to_have_count(0)


def test_words_that_were_typed_are_kept_under_it(home: Home, ana: Page) -> None:
    ana.goto(f"{home.dashboard}notes/new")
    is_live(ana)
    ana.locator("textarea").fill("Slept well until")
    press(home)
    expect(ana.locator(OVER)).to_be_visible()
    expect(ana.locator(f"{OVER} h2.fact")).to_be_focused()
    assert ana.locator("textarea").input_value() == "Slept well until"
