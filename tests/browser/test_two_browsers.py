"""What one person does shows in the other's browser at once, and nothing is loaded again."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle import clock
from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.shifts.actions import plan_shifts
from carecircle.care.shifts.inputs import ShiftInput
from tests.browser.home import Home, has_stayed, is_live, stay

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_a_dose_given_in_one_browser_shows_in_the_other(home: Home, ana: Page, ben: Page) -> None:
    row = f"#dose-{home.dose_id}"
    ben.locator(f"{row} button[data-saving]").click()
    expect(ana.locator(row)).to_have_attribute("data-state", "recorded")
    expect(ana.locator(row)).to_contain_text("Ben")
    expect(ben.locator(row)).to_have_attribute("data-state", "recorded")
    expect(ana.locator("#feed-items li").first).to_contain_text("Ben")
    assert has_stayed(ana)
    assert has_stayed(ben)


def test_who_gave_it_may_undo_it_and_the_other_corrects_it(
    home: Home, ana: Page, ben: Page
) -> None:
    row = f"#dose-{home.dose_id}"
    ben.locator(f"{row} button[data-saving]").click()
    for page, offered, withheld in ((ben, "Undo", "Correct"), (ana, "Correct", "Undo")):
        expect(page.locator(f"{row} .btn", has_text=offered)).to_be_visible()
        expect(page.locator(f"{row} .btn", has_text=withheld)).to_be_hidden()


def test_an_emergency_raised_in_one_browser_shows_in_the_other(
    home: Home, ana: Page, ben: Page
) -> None:
    ben.locator(".dock button.sos").click()
    ben.wait_for_url("**/emergencies/*")
    expect(ana.locator("#alerts [data-emergency]")).to_be_visible()
    expect(ana.locator("#alerts")).to_contain_text("Ben")
    assert has_stayed(ana)


def test_an_emergency_is_read_out_at_once_and_a_dose_politely(
    home: Home, ana: Page, ben: Page
) -> None:
    ben.locator(f"#dose-{home.dose_id} button[data-saving]").click()
    expect(ana.locator("#news")).to_have_text("1 new update")
    expect(ana.locator("#news-urgent")).to_have_text("")
    ben.locator(".dock button.sos").click()
    expect(ana.locator("#news-urgent")).to_contain_text("Ben")


def test_the_new_row_is_marked_and_ones_own_stamp_too(home: Home, ana: Page, ben: Page) -> None:
    row = f"#dose-{home.dose_id}"
    ben.locator(f"{row} button[data-saving]").click()
    expect(ben.locator(f"{row} .stamp.me")).to_have_text("BA")
    expect(ana.locator(f"{row} .stamp")).to_have_text("BA")
    expect(ana.locator(f"{row} .stamp.me")).to_have_count(0)
    expect(ana.locator("#feed-items li").first).to_have_class("new")


def test_received_is_confirmed_by_the_browser_and_seen_by_a_touch(
    home: Home, ana: Page, ben: Page
) -> None:
    ben.locator(".dock button.sos").click()
    ben.wait_for_url("**/emergencies/*")
    expect(ben.locator("article")).to_contain_text("Received, not yet seen: Ana Almeida")
    ana.locator(".on-top h2.fact").click()
    expect(ben.locator("article")).to_contain_text("Seen by Ana Almeida")


def test_on_the_page_of_one_emergency_another_one_shows(home: Home, ana: Page, ben: Page) -> None:
    ana.locator(".dock button.sos").click()
    ana.wait_for_url("**/emergencies/*")
    is_live(ana)
    expect(ana.locator("#alerts [data-emergency]")).to_be_hidden()
    drill, _ = raise_emergency(home.cast.ben, RaiseInput.read({"drill": "on"}))
    expect(ana.locator(f"#alerts [data-emergency='{drill.id}']")).to_be_visible()
    expect(ana.locator("#alerts [data-emergency]:visible")).to_have_count(1)


def test_the_figures_do_not_deny_an_open_emergency(home: Home, ana: Page, ben: Page) -> None:
    open_ones = ana.locator("#stats dl > div", has_text="Open emergencies")
    expect(open_ones).to_contain_text("None")
    ben.locator(".dock button.sos").click()
    expect(open_ones).not_to_contain_text("None")
    assert has_stayed(ana)


READING = "() => Math.round(document.getElementById(window.reading).getBoundingClientRect().top)"


def note(home: Home, words: str) -> None:
    add_note(home.cast.ben, NoteInput.read({"body": words, "audience": "family"}))


def test_what_one_reads_in_the_feed_stays_while_news_comes_in(home: Home, ana: Page) -> None:
    for number in range(25):
        note(home, f"Line {number}")
    ana.goto(f"{home.dashboard}feed")
    is_live(ana)
    ana.evaluate("scrollTo(0, 700)")
    ana.evaluate("window.reading = document.elementFromPoint(640, 360).closest('li').id")
    before = ana.evaluate(READING)
    for words in ("Rosa is up", "She ate", "She sleeps"):
        note(home, words)
    news = ana.locator("#news")
    expect(news).to_have_text("3 new updates")
    expect(news.get_by_role("link")).to_be_in_viewport()
    assert abs(ana.evaluate(READING) - before) <= 1
    news.get_by_role("link").click()
    expect(ana.locator("#feed-items li", has_text="She sleeps")).to_be_in_viewport()
    expect(news).to_have_class("visually-hidden")


def test_nothing_changes_under_a_finger_but_for_an_emergency(
    home: Home, browser: Browser, ben: Page
) -> None:
    ana = home.enter(browser, home.cast.ana, has_touch=True)
    is_live(ana)
    row, fingers = ana.locator(f"#dose-{home.dose_id}"), ana.context.new_cdp_session(ana)
    give = row.locator("button[data-saving]")
    give.scroll_into_view_if_needed()
    box = give.bounding_box() or {}
    at = {"x": box["x"] + 9, "y": box["y"] + 9}
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    ben.locator(f"#dose-{home.dose_id} button[data-saving]").click()
    ana.wait_for_function("() => Object.keys(CareCircle.inbox.waiting).length > 0")
    expect(give).to_be_visible()
    raise_emergency(home.cast.ben, RaiseInput.read({}))
    expect(ana.locator("#alerts [data-emergency]")).to_be_visible()
    expect(row).to_have_attribute("data-state", "recorded")


def test_what_was_held_back_by_a_finger_comes_when_it_is_lifted(
    home: Home, ana: Page, ben: Page
) -> None:
    ana.clock.install()
    ana.reload()
    is_live(ana)
    ana.mouse.move(640, 360)
    ana.mouse.down()
    ben.locator(f"#dose-{home.dose_id} button[data-saving]").click()
    ana.wait_for_function("() => Object.keys(CareCircle.inbox.waiting).length > 0", polling=50)
    row = ana.locator(f"#dose-{home.dose_id}")
    expect(row).not_to_have_attribute("data-state", "recorded")
    ana.mouse.up()
    ana.clock.run_for(400)
    expect(row).to_have_attribute("data-state", "recorded")


def plan(home: Home, member: str | None = None) -> str:
    """A shift that begins now, which nobody has or one of them; answers its address."""
    now = clock.now()
    hours = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=8)).isoformat()}
    [shift] = plan_shifts(home.cast.ana, ShiftInput.read(hours | {"member": member}))
    return f"{home.dashboard}shifts/{shift.id}"


def test_a_shift_that_is_taken_or_given_away_shows_in_the_other_browser(
    home: Home, ana: Page, ben: Page
) -> None:
    address = plan(home)
    for page in (ana, ben):
        page.goto(f"{home.dashboard}shifts")
        is_live(page)
        stay(page)
    theirs = ana.locator("li", has=ana.locator(f"a[href$='{address[-20:]}']")).first
    ben.get_by_role("button", name="Take this shift").first.click()
    expect(theirs).to_contain_text("Ben Archer")
    ben.goto(address)
    ben.get_by_role("button", name="Ask to be relieved").click()
    expect(theirs.get_by_role("button", name="Take this shift")).to_be_visible()
    ben.goto(address)
    is_live(ben)
    theirs.get_by_role("button", name="Take this shift").click()
    expect(ben.locator("main .fact")).to_have_text("Ana Almeida")


def test_who_hands_off_sees_at_once_that_it_was_read_back(home: Home, ana: Page, ben: Page) -> None:
    address = plan(home, home.cast.ben.member_id)
    ben.goto(address)
    ben.get_by_role("button", name="Check in").click()
    ben.goto(f"{address}/handoff")
    ben.locator("input[name=illness][value=watch]").check(force=True)
    ben.fill("textarea[name=belongings]", "House key")
    ben.get_by_role("button", name="Hand off").click()
    expect(ana.locator("#feed-items li").first).to_contain_text("Ben Archer")
    ben.goto(f"{address}/handoff")
    is_live(ben)
    stay(ben)
    ana.goto(f"{address}/handoff")
    ana.fill("textarea[name=read_back]", "Watch her tonight")
    ana.get_by_label("House key").check()
    ana.get_by_role("button", name="Accept the handoff").click()
    expect(ben.locator("main")).to_contain_text("Watch her tonight")
    expect(ben.locator("main")).to_contain_text("Accepted by Ana Almeida")
    expect(ben.get_by_role("button", name="Hand off")).to_have_count(0)
    assert has_stayed(ben)
