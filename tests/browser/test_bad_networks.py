"""Whatever a network spoils, an emergency arrives, and the page says on which way it lives."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.care.emergencies import actions, inputs
from tests.browser.bad_proxy import BadProxy
from tests.browser.home import Home, is_live

pytestmark = [pytest.mark.browser, pytest.mark.server]
SOCKET, STREAM = "/events/socket", "/events/stream"
Enter = Callable[..., Page]


@pytest.fixture
def through(home: Home, browser: Browser) -> Iterator[Enter]:
    """Ana, behind a proxy that spoils something."""
    proxies = []
    straight = home.cable

    def enter(blocked: tuple[str, ...] = (), buffered: tuple[str, ...] = ()) -> Page:
        proxies.append(BadProxy(home.server.port, blocked=blocked, buffered=buffered))
        home.cable = proxies[-1]
        return home.enter(browser, home.cast.ana)

    yield enter
    home.cable = straight
    for proxy in proxies:
        assert proxy.spoiled > 0, "nothing was spoiled, so nothing was proved"
        proxy.cut()


def arrives(home: Home, page: Page, within_s: float) -> None:
    actions.raise_emergency(home.cast.ben, inputs.RaiseInput.read({"type": "fall"}))
    over = page.locator("#alerts.laid-over")
    expect(over).to_be_visible(timeout=within_s * 1000)
    expect(page.locator("#alerts [data-emergency]")).to_have_count(1)


def lives_on(page: Page, way: str, words: str) -> None:
    line = page.locator("#connection")
    expect(line).to_have_attribute("data-way", way, timeout=90_000)
    expect(line).to_contain_text(words)


def test_without_websocket_it_comes_by_the_stream(home: Home, through: Enter) -> None:
    ana = through(blocked=(SOCKET,))
    is_live(ana)
    lives_on(ana, "sse", "Live")
    arrives(home, ana, 10)


def test_with_a_buffered_stream_it_comes_by_websocket(home: Home, through: Enter) -> None:
    ana = through(buffered=(STREAM,))
    is_live(ana)
    lives_on(ana, "socket", "Live")
    arrives(home, ana, 10)


def test_without_either_it_comes_by_asking(home: Home, through: Enter) -> None:
    ana = through(blocked=(SOCKET,), buffered=(STREAM,))
    lives_on(ana, "longPoll", "Live, by asking")
    arrives(home, ana, 10)


def test_meanwhile_the_open_emergencies_are_asked_for(home: Home, through: Enter) -> None:
    """Nothing live is up yet: the polled partial brings it within its 15 s."""
    ana = through(blocked=(SOCKET, "/events"), buffered=(STREAM,))
    arrives(home, ana, 40)
