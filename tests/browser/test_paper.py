"""On paper nothing is live: it says when it was printed, by whom and as of when it is true."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle import clock
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.shifts.actions import plan_shifts, start_shift
from carecircle.care.shifts.inputs import ShiftInput
from tests.browser.home import Home
from tests.browser.lived_pages import live_in

pytestmark = [pytest.mark.browser, pytest.mark.server]

PRINTED = r"Printed \d+ \w+ \d\d:\d\d by Ana Almeida, data as of \d+ \w+ \d\d:\d\d"


def test_a_live_page_says_on_paper_when_it_was_printed(ana: Page) -> None:
    line = ana.locator("#printed")
    expect(line).to_be_hidden()
    ana.evaluate("document.getElementById('printed').textContent = ''")
    ana.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    ana.emulate_media(media="print")
    expect(line).to_have_text(re.compile(PRINTED))
    expect(line).to_be_visible()
    expect(ana.locator("#connection")).to_be_hidden()


def test_it_does_so_without_script(home: Home, browser: Browser) -> None:
    page = home.enter(browser, home.cast.ana, java_script_enabled=False)
    page.goto(f"{home.dashboard}recipients/{home.cast.rosa}/medication-chart")
    page.emulate_media(media="print")
    expect(page.locator("#printed")).to_have_text(re.compile(PRINTED))
    expect(page.locator("#connection")).to_be_hidden()


def test_what_happened_in_an_emergency_goes_on_paper_whole(home: Home, ana: Page) -> None:
    ana.locator(".dock .sos").click()
    ana.wait_for_url("**/emergencies/*")
    ana.goto(f"{ana.url}/timeline")
    ana.emulate_media(media="print")
    line = ana.locator("main tbody tr").first
    expect(line).to_contain_text(re.compile(r"\d\d:\d\d:\d\d\.\d"))
    expect(line).to_be_visible()
    expect(ana.locator(".dock")).to_be_hidden()
    expect(ana.locator("#printed")).to_have_text(re.compile(PRINTED))


CUT_OFF = """section => [...section.querySelectorAll('*')].filter(part => {
  var box = part.getBoundingClientRect(), look = getComputedStyle(part);
  return box.width && (box.right > document.documentElement.clientWidth + 1 || box.left < 0 ||
    (look.overflow !== 'visible' && part.scrollWidth > part.clientWidth + 1));
}).map(part => part.outerHTML)"""


def test_what_is_new_goes_on_paper_whole_from_the_dashboard_and_at_check_in(
    home: Home, browser: Browser
) -> None:
    a4 = {"width": 718, "height": 1000}
    page = home.enter(browser, home.cast.ana, viewport=a4, java_script_enabled=False)
    live_in(home)
    long = "She slept until ten, ate half of her porridge and asked for her sister twice. " * 4
    add_note(home.cast.ben, NoteInput.read({"body": long, "audience": "family"}))
    now = clock.now()
    hours = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=8)).isoformat()}
    [shift] = plan_shifts(home.cast.ana, ShiftInput.read(hours))
    start_shift(home.cast.ana, shift.id)
    for address in (home.dashboard, f"{home.dashboard}shifts/{shift.id}"):
        page.goto(address)
        page.emulate_media(media="print")
        since = page.locator(".since")
        expect(since.get_by_role("heading")).to_be_visible()
        expect(since).to_contain_text(long.strip()[-40:])
        for line in since.locator("li").all():
            expect(line).to_be_visible()
        expect(since.get_by_role("button")).to_be_hidden()
        assert since.evaluate(CUT_OFF) == []


def test_an_accepted_handoff_goes_on_paper_whole_and_without_its_forms(
    home: Home, browser: Browser
) -> None:
    page = home.enter(browser, home.cast.ana, viewport={"width": 718, "height": 1000})
    [_shift, handoff] = [one for one in live_in(home) if one.startswith("shifts/")]
    page.goto(home.dashboard + handoff)
    page.emulate_media(media="print")
    expect(page.locator("h1 + p")).to_have_text("Rosa Almeida")
    for words in ("Watch", "House key", "Ring Dr Malik", "Watch her", "Accepted by Ana Almeida"):
        expect(page.locator("main").get_by_text(words).first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Today")
    expect(page.locator("main form:visible, main .btn:visible")).to_have_count(0)
    assert page.locator("main").evaluate(CUT_OFF) == []
