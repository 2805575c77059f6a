"""Two who talk in their browsers: over the socket, once whatever breaks, with who writes and who
has read; and one who is removed meanwhile."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from carecircle.care.chat.models import Message
from carecircle.care.families.actions import remove_member
from carecircle.db.session import reading
from tests.browser.home import PATIENCE, Home, has_stayed, is_live, stay

pytestmark = [pytest.mark.browser, pytest.mark.server]
Enter = Callable[[str], Page]


@pytest.fixture
def channel(home: Home) -> str:
    return open_channel(home.cast.ana, ChannelInput.read({"name": "Family"})).id


@pytest.fixture
def enter(home: Home, browser: Browser, channel: str) -> Enter:
    def enter(who: str) -> Page:
        page = home.enter(browser, getattr(home.cast, who))
        page.goto(f"{home.dashboard}channels/{channel}")
        is_live(page)
        way = page.locator("#connection")
        expect(way).to_have_attribute("data-way", "socket", timeout=PATIENCE)
        stay(page)
        return page

    return enter


def say(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.locator("#say-form button").click()


def kept(channel: str) -> list[str]:
    with reading() as session:
        rows = session.query(Message).filter_by(channel_id=channel).order_by(Message.id)
        return [message.text for message in rows]


def posts_of(page: Page) -> list[str]:
    found: list[str] = []
    page.on("request", lambda one: found.append(one.url) if one.method == "POST" else None)
    return found


def shows_once(page: Page, text: str) -> None:
    expect(page.locator(".talk li[id]", has_text=text)).to_have_count(1, timeout=2 * PATIENCE)
    expect(page.locator(".talk li:not([id])", has_text=text)).to_have_count(0)


def test_what_one_says_goes_over_the_socket_and_shows_in_the_other_browser(
    home: Home, channel: str, enter: Enter
) -> None:
    ana, ben = enter("ana"), enter("ben")
    posts = posts_of(ben)
    say(ben, "Rosa is up")
    shows_once(ben, "Rosa is up")
    shows_once(ana, "Rosa is up")
    assert [url for url in posts if url.endswith("/messages")] == []
    assert kept(channel) == ["Rosa is up"]
    assert has_stayed(ana)


def test_an_answer_that_is_lost_makes_no_second_message(
    home: Home, channel: str, enter: Enter
) -> None:
    ana, ben = enter("ana"), enter("ben")
    home.cable.swallow_answers()
    say(ben, "Did it arrive?")
    expect(ben.locator(".talk li:not([id])")).to_contain_text("Sending")
    home.server.process.wait_until(lambda: kept(channel) == ["Did it arrive?"])
    expect(ben.locator(".talk li:not([id])")).to_contain_text("Did it arrive?")
    home.cable.cut()
    home.cable.mend()
    shows_once(ben, "Did it arrive?")
    shows_once(ana, "Did it arrive?")
    assert kept(channel) == ["Did it arrive?"]


def test_what_is_said_while_nothing_gets_through_arrives_once_afterwards(
    home: Home, channel: str, enter: Enter
) -> None:
    ben = enter("ben")
    home.cable.cut()
    say(ben, "From the tunnel")
    expect(ben.locator(".talk li:not([id])")).to_contain_text(
        "We don't know yet if this was sent", timeout=PATIENCE
    )
    assert kept(channel) == []
    home.cable.mend()
    shows_once(ben, "From the tunnel")
    assert kept(channel) == ["From the tunnel"]


def test_the_form_stays_where_the_finger_is_while_others_talk(enter: Enter) -> None:
    ana = enter("ana")
    for number in range(14):
        say(ana, f"Line {number}")
        shows_once(ana, f"Line {number}")
    ben = enter("ben")
    place = ben.locator("#say-form button")
    place.scroll_into_view_if_needed()
    before = place.bounding_box()["y"]
    say(ana, "One more")
    shows_once(ben, "One more")
    is_there = (
        "y => Math.abs(document.querySelector('#say-form').getBoundingClientRect().y - y) < 3"
    )
    ben.wait_for_function(is_there, arg=before)


def test_who_writes_is_shown_and_gone_with_the_message(enter: Enter) -> None:
    ana, ben = enter("ana"), enter("ben")
    ben.locator("#text").press_sequentially("Good mor")
    expect(ana.locator("#typing")).to_have_text("Ben is writing…")
    expect(ben.locator("#typing")).to_have_text("")
    ben.locator("#say-form button").click()
    shows_once(ana, "Good mor")
    expect(ana.locator("#typing")).to_have_text("")


def test_who_writes_and_then_leaves_it_is_no_longer_shown(enter: Enter) -> None:
    ana, ben = enter("ana"), enter("ben")
    ana.clock.install()
    ben.locator("#text").press_sequentially("Hm")
    expect(ana.locator("#typing")).to_have_text("Ben is writing…")
    ana.clock.run_for(8000)
    expect(ana.locator("#typing")).to_have_text("")


def test_read_marks_come_by_themselves(enter: Enter) -> None:
    ana = enter("ana")
    say(ana, "Who comes on Tuesday?")
    shows_once(ana, "Who comes on Tuesday?")
    expect(ana.locator(".talk")).not_to_contain_text("Read by")
    enter("ben")
    expect(ana.locator(".talk")).to_contain_text("Read by Ben")
    assert has_stayed(ana)


def test_a_message_about_a_dose_links_to_it_and_the_next_one_does_not(
    home: Home, channel: str, enter: Enter
) -> None:
    ben = enter("ben")
    ben.goto(f"{home.dashboard}doses/{home.dose_id}")
    ben.get_by_role("link", name="Write about this").click()
    ben.wait_for_url(f"**/channels/{channel}?about=*")
    is_live(ben)
    for text in ("She refused it", "And slept"):
        say(ben, text)
        shows_once(ben, text)
    told = ben.locator(".talk li[id]")
    link = ben.get_by_role("link", name="Amlodipine")
    expect(told.filter(has_text="She refused it").filter(has=link)).to_have_count(1)
    expect(told.filter(has_text="And slept").filter(has=link)).to_have_count(0)


def test_who_is_removed_in_the_middle_hears_nothing_later_and_why(
    home: Home, channel: str, enter: Enter
) -> None:
    ana, ben = enter("ana"), enter("ben")
    say(ana, "Before")
    shows_once(ben, "Before")
    remove_member(home.cast.ana, home.cast.ben.member_id or "")
    expect(ben.locator("main")).to_contain_text("You are no longer a member", timeout=PATIENCE)
    say(ana, "After")
    shows_once(ana, "After")
    expect(ben.locator("body")).not_to_contain_text("After")
    expect(ben.locator("body")).not_to_contain_text("Before")
