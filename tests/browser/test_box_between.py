"""A box in between answers in the server's place: nobody believes it, and nothing is lost or done
twice. Each test goes through every kind of answer in one page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from carecircle.care.chat.models import Message
from carecircle.care.emergencies.models import Emergency
from carecircle.care.medications.models import Administration
from carecircle.db.session import reading
from tests.browser.box import AFTER_IT, KINDS, Box
from tests.browser.home import PATIENCE, Home, has_stayed, is_live, stay

pytestmark = [pytest.mark.browser, pytest.mark.server]
ONLINE = "dispatchEvent(new Event('online'))"
SOME = (*AFTER_IT, "200 page", "302", "403", "404", "502", "200 empty", "204", "201 json", "reset")
ROUNDS = 4 * len(KINDS)
GET_PART = """([family, part]) => new Promise((done) => CareCircle.get(
  '/families/' + family + part, {'HX-Request': 'true', Accept: 'text/html'}, 5,
  (status, text) => done([status, text])))"""
FALSE_WORDS = ("no longer a member", "Not saved.")


@pytest.fixture
def hurried(home: Home, browser: Browser) -> Page:
    """Ana, on a page whose timers the test can hurry."""
    page = home.enter(browser, home.cast.ana)
    page.clock.install()
    page.reload()
    is_live(page)
    stay(page)
    return page


def hurry(page: Page, until: Callable[[], bool]) -> None:
    """Let the page's time pass until every kind has been answered."""
    for _ in range(ROUNDS):
        if until():
            return
        page.clock.run_for(10_100)
        page.wait_for_timeout(60)
    raise AssertionError("not every kind of answer was tried")


def every_write(box: Box) -> Callable[[], bool]:
    return lambda: set(box.writes) >= set(KINDS) and all(box.writes[kind] for kind in KINDS)


def test_doses_given_behind_it_are_recorded_once(home: Home, browser: Browser) -> None:
    doses = {kind: home.another_dose(f"Drug {number}") for number, kind in enumerate(SOME)}
    ana = home.enter(browser, home.cast.ana)
    is_live(ana)
    stay(ana)
    box = Box(ana, home.cable)
    for kind, dose in doses.items():
        box.answer_with(kind)
        ana.locator(f"#dose-{dose} button[data-saving]").click()
        row = ana.locator(f"#dose-{dose}")
        expect(row).to_contain_text("we don't know yet if this was saved")
        expect(row).to_have_attribute("data-state", "due")
    assert all(box.writes[kind] for kind in SOME)
    assert has_stayed(ana)
    box.lift()
    for dose in doses.values():
        ana.evaluate(ONLINE)
        row = ana.locator(f"#dose-{dose}")
        expect(row).to_have_attribute("data-state", "recorded", timeout=PATIENCE)
    expect(ana.locator("#offline")).to_be_hidden(timeout=PATIENCE)
    with reading() as session:
        found = session.query(Administration).filter_by(family_id=home.cast.family_id)
        assert sorted(one.dose_id for one in found) == sorted(doses.values())
    assert has_stayed(ana)


def test_the_red_button_goes_on_until_the_family_is_alerted(home: Home, hurried: Page) -> None:
    box = Box(hurried, home.cable)
    box.answer_in_turn()
    hurried.locator(".dock .sos").click()
    said = hurried.locator("#not-raised")
    expect(said).to_contain_text("We don't know yet if anybody was alerted")
    expect(said.get_by_role("link", name="Call 112")).to_be_visible()
    hurry(hurried, every_write(box))
    expect(said).to_contain_text("Call for help yourself")
    assert has_stayed(hurried)
    box.lift()
    hurried.clock.run_for(10_000)
    hurried.wait_for_url("**/emergencies/*", timeout=PATIENCE)
    with reading() as session:
        assert session.query(Emergency).filter_by(family_id=home.cast.family_id).count() == 1


def test_a_message_is_sent_once_and_looks_unsent_until_then(home: Home, hurried: Page) -> None:
    channel = open_channel(home.cast.ana, ChannelInput(name="Family")).id
    hurried.goto(f"{home.dashboard}channels/{channel}")
    is_live(hurried)
    stay(hurried)
    box = Box(hurried, home.cable, "**/{messages,writes}**")
    box.answer_in_turn()
    hurried.locator("#text").fill("From the hotel")
    hurried.locator("#say-form button").click()
    sending = hurried.locator(".talk li:not([id])")
    expect(sending).to_contain_text("From the hotel")
    hurry(hurried, lambda: len(box.served) == len(KINDS))
    expect(sending).to_contain_text("yet")  # "we don't know yet", or "not sent yet"
    assert has_stayed(hurried)
    box.lift()
    hurried.clock.run_for(20_000)
    expect(hurried.locator(".talk [id^=message-]")).to_have_count(1, timeout=PATIENCE)
    expect(sending).to_have_count(0)
    with reading() as session:
        kept = session.query(Message).filter_by(family_id=home.cast.family_id).all()
        assert [one.text for one in kept] == ["From the hotel"]


def shown(page: Page) -> str:
    """Returns the words of the page without how long ago something was, which goes on."""
    return re.sub(r"\d+ min\. ago", "", page.locator("#main").inner_text())


def test_the_page_says_nothing_new_while_it_hears_nothing(home: Home, hurried: Page) -> None:
    line = hurried.locator("#connection")
    cursor = hurried.evaluate("CareCircle.inbox.cursor()")
    main = shown(hurried)
    box = Box(hurried, home.cable)
    box.answer_in_turn()
    hurry(hurried, lambda: len(box.served) == len(KINDS))
    assert hurried.evaluate("CareCircle.inbox.cursor()") == cursor
    expect(line).not_to_have_attribute("data-state", "live")
    expect(line).not_to_have_attribute("data-state", "off")
    assert all(word not in hurried.locator("body").inner_text() for word in FALSE_WORDS)
    assert shown(hurried) == main
    assert has_stayed(hurried)
    box.lift()
    hurried.evaluate(ONLINE)
    hurried.clock.run_for(40_000)
    is_live(hurried)
    assert has_stayed(hurried)


def test_nothing_of_a_box_is_put_into_the_page(home: Home, ana: Page) -> None:
    """The page fetched again, its parts, and the open emergencies."""
    again = "CareCircle.freshen((ok, why) => done([ok, why || null]))"
    stats = ana.locator("#stats").inner_html()
    box = Box(ana, home.cable)
    for kind in KINDS:
        box.answer_with(kind)
        assert ana.evaluate(f"new Promise((done) => {{ {again} }})") == [False, None], kind
        for address in ("/stats", "/alerts", "/badge"):
            assert ana.evaluate(GET_PART, [home.cast.family_id, address]) == [0, ""], kind
        ana.evaluate("document.querySelector('#stats').dispatchEvent(new Event('news'))")
        assert ana.locator("#stats").inner_html() == stats, kind
    assert all(box.served[kind] >= len(("page", "stats", "alerts", "badge")) for kind in KINDS)
    assert "Hotel" not in ana.locator("body").inner_html()
    assert has_stayed(ana)
    box.lift()
    assert ana.evaluate(GET_PART, [home.cast.family_id, "/stats"])[0] == 200


def test_what_the_server_did_before_the_answer_was_lost_is_known(home: Home, ana: Page) -> None:
    """The kinds that lose the answer of a write that was done are not the ones that lose it."""
    assert set(AFTER_IT) < set(KINDS)
    doses = [home.another_dose("Metformin")]
    ana.reload()
    is_live(ana)
    box = Box(ana, home.cable, "**/administration*")
    box.answer_with("502 afterwards")
    ana.locator(f"#dose-{doses[0]} button[data-saving]").click()
    row = ana.locator(f"#dose-{doses[0]}")
    expect(row).to_have_attribute("data-state", "recorded", timeout=PATIENCE)
    assert box.writes["502 afterwards"] == 1  # asked by its key, not sent again
