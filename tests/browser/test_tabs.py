"""Many tabs of one browser share one stream and one socket, whichever tab goes away."""

from collections import Counter

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from carecircle.care.chat.actions import open_channel, read_up_to, send_message
from carecircle.care.chat.inputs import ChannelInput, MessageInput
from carecircle.care.notifications.actions import mark_notifications_read
from carecircle.db.session import reading
from carecircle.events import cursor
from tests.browser.home import PATIENCE, Home, has_stayed, is_live, stay, tab

pytestmark = [pytest.mark.browser, pytest.mark.server]
TABS = 8


class Streams:
    """What the tabs of one browser opened, told by the browser itself."""

    def __init__(self, context: BrowserContext):
        self.opened: Counter[str] = Counter()
        context.on("request", self._request)
        context.on("page", lambda page: page.on("websocket", self._socket))

    def _request(self, request: object) -> None:
        self.opened["stream"] += "/events/stream" in request.url  # type: ignore[attr-defined]

    def _socket(self, _socket: object) -> None:
        self.opened["socket"] += 1


@pytest.fixture
def tabs(home: Home, browser: Browser) -> list[Page]:
    """Eight live tabs; the first leads. `tabs[0].context.streams` counts what they open."""
    first = home.enter(browser, home.cast.ana)
    context = first.context
    first.close()
    context.streams = Streams(context)  # type: ignore[attr-defined]
    tabs = [tab(context, home.dashboard) for _ in range(TABS)]
    for page in tabs:
        is_live(page)
    return tabs


def opened(tabs: list[Page]) -> Counter[str]:
    return tabs[-1].context.streams.opened  # type: ignore[attr-defined]


def test_eight_tabs_open_one_stream_and_one_socket(tabs: list[Page]) -> None:
    assert opened(tabs) == {"stream": 1, "socket": 1}


def test_with_eight_tabs_open_an_emergency_still_goes_out(home: Home, tabs: list[Page]) -> None:
    tabs[5].locator(".dock button.sos").click()
    tabs[5].wait_for_url("**/emergencies/*")
    for page in [*tabs[:5], *tabs[6:]]:
        expect(page.locator("#alerts [data-emergency]")).to_be_visible()


def test_when_the_leading_tab_closes_another_takes_over(home: Home, tabs: list[Page]) -> None:
    tabs[0].close()
    expect_opened(tabs[1:], {"stream": 2, "socket": 2})
    tabs[4].locator(f"#dose-{home.dose_id} button[data-saving]").click()
    for page in tabs[1:]:
        expect(page.locator(f"#dose-{home.dose_id}")).to_have_attribute("data-state", "recorded")
    assert opened(tabs) == {"stream": 2, "socket": 2}


def expect_opened(tabs: list[Page], counts: dict[str, int]) -> None:
    """Within two seconds: nobody may wait longer for the next tab to take over."""
    for _ in range(40):
        if opened(tabs) == counts:
            return
        tabs[0].wait_for_timeout(50)
    raise AssertionError(f"{opened(tabs)} in place of {counts}")


WITHOUT_LOCKS = """
delete Navigator.prototype.locks;
var away = false;
Object.defineProperty(document, 'hidden', {get: function () { return away; }});
window.goAway = function (value) {
  away = value;
  document.dispatchEvent(new Event('visibilitychange'));
};
"""


def test_without_locks_a_hidden_tab_lets_go_and_catches_up(home: Home, browser: Browser) -> None:
    page = home.enter(browser, home.cast.ana)
    page.add_init_script(WITHOUT_LOCKS)
    page.reload()
    is_live(page)
    ben = home.enter(browser, home.cast.ben)
    page.evaluate("goAway(true)")
    ben.locator(f"#dose-{home.dose_id} button[data-saving]").click()
    row = page.locator(f"#dose-{home.dose_id}")
    expect(ben.locator(f"#dose-{home.dose_id}")).to_have_attribute("data-state", "recorded")
    expect(row).not_to_have_attribute("data-state", "recorded")
    page.evaluate("goAway(false)")
    expect(row).to_have_attribute("data-state", "recorded")


def test_a_visible_tab_takes_over_from_a_leader_that_fell_silent(
    home: Home, browser: Browser
) -> None:
    first = home.enter(browser, home.cast.ana)
    is_live(first)
    second = tab(first.context, home.dashboard)
    second.clock.install()
    second.reload()
    is_live(second)
    with second.expect_request("**/events/stream*"):
        for _minute in range(3):  # a last word of the leader may still come in the first
            second.clock.fast_forward(60_000)
    is_live(second)
    second.locator(f"#dose-{home.dose_id} button[data-saving]").click()
    for page in (first, second):
        expect(page.locator(f"#dose-{home.dose_id}")).to_have_attribute("data-state", "recorded")


def test_what_is_read_elsewhere_leaves_the_badge_of_every_tab(home: Home, browser: Browser) -> None:
    channel = open_channel(home.cast.ben, ChannelInput.read({"name": "Family"})).id
    first = home.enter(browser, home.cast.ana)
    both = [first, tab(first.context, f"{home.dashboard}feed")]
    for page in both:
        is_live(page)
        stay(page)
    send_message(home.cast.ben, channel, MessageInput.read({"text": "@ana she is up"}))
    show_badges(both, unread="1", notified="1")
    phone = home.enter(browser, home.cast.ana)
    phone.goto(f"{home.dashboard}channels/{channel}")
    show_badges(both, unread="", notified="1")
    phone.goto(f"{home.dashboard}notifications")
    phone.locator("main form[action$='/notifications/read'] button").click()
    show_badges(both, unread="", notified="")
    assert all(has_stayed(page) for page in both)


def show_badges(tabs: list[Page], *, unread: str, notified: str) -> None:
    for page in tabs:
        if unread:
            expect(page.locator("#unread")).to_have_text(f"{unread} unread")
        else:
            expect(page.locator("#unread")).to_be_hidden(timeout=PATIENCE)
        expect(page.locator("#bell > span").last).to_have_text(notified, timeout=PATIENCE)


def test_after_a_break_every_tab_asks_for_its_badge_again(home: Home, browser: Browser) -> None:
    channel = open_channel(home.cast.ben, ChannelInput.read({"name": "Family"})).id
    first = home.enter(browser, home.cast.ana)
    both = [first, tab(first.context, f"{home.dashboard}feed")]
    send_message(home.cast.ben, channel, MessageInput.read({"text": "@ana she is up"}))
    for page in both:
        is_live(page)
    show_badges(both, unread="1", notified="1")
    home.cable.cut()
    read_up_to(home.cast.ana, channel, None)
    with reading() as session:
        seq = cursor.head(session, home.cast.family_id).seq
    mark_notifications_read(home.cast.ana, seq)
    home.cable.mend()
    show_badges(both, unread="", notified="")
