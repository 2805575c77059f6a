"""Where nothing is live a page still finds out by itself. All of them wait at the same time."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from tests.browser.blocked import ALL, block
from tests.browser.conftest import new_home
from tests.browser.home import Home, leave
from tests.browser.test_interrupted import shows, write
from tests.servers.carecircle import Server

pytestmark = [pytest.mark.browser, pytest.mark.server]
ASKED = "performance.getEntriesByType('resource').some(one => one.name.endsWith('/alerts'))"


def without_script(home: Home, browser: Browser) -> Page:
    page = home.enter(browser, home.cast.ana, java_script_enabled=False)
    expect(page.locator("#alerts [data-emergency]")).to_have_count(0)
    return page


def without_a_way_in(home: Home, browser: Browser) -> Page:
    page = home.enter(browser, home.cast.ana)
    block(page, *ALL)
    page.reload()
    return page


def without_an_answer(home: Home, browser: Browser) -> Page:
    """Not even whether the server is well gets through."""
    page = home.enter(browser, home.cast.ana)
    page.route("**/healthz", lambda route: route.abort())
    block(page, *ALL)
    page.reload()
    return page


def press(home: Home) -> None:
    raise_emergency(home.cast.ben, RaiseInput.read({"type": "fall"}))


def tell(home: Home) -> None:
    write(home, "by a fresh page")


BEGIN: dict[Callable[[Home, Browser], Page], Callable[[Home], None]] = {
    without_script: press,
    without_a_way_in: tell,
    without_an_answer: press,
}


@pytest.fixture(scope="module")
def pages(site: Server, browser: Browser) -> Iterator[dict[str, Page]]:
    """Each in a family of its own, in which something has happened since it was opened."""
    homes = [new_home(site) for _ in BEGIN]
    opened = {
        enter.__name__: enter(home, browser) for home, enter in zip(homes, BEGIN, strict=True)
    }
    for home, happen in zip(homes, BEGIN.values(), strict=True):
        happen(home)
    yield opened
    for home in homes:
        leave(home)


def test_open_emergencies_are_asked_for_where_nothing_is_up(pages: dict[str, Page]) -> None:
    alert = pages["without_an_answer"].locator("#alerts [data-emergency]")
    expect(alert).to_be_visible(timeout=30_000)


def test_a_page_without_script_refreshes_itself_and_shows_them(pages: dict[str, Page]) -> None:
    alert = pages["without_script"].locator("#alerts [data-emergency]")
    expect(alert).to_be_visible(timeout=40_000)


def test_without_any_way_in_the_page_fetches_itself_afresh(pages: dict[str, Page]) -> None:
    shows(pages["without_a_way_in"], "by a fresh page")


def test_such_a_page_says_so_and_still_asks_for_emergencies(pages: dict[str, Page]) -> None:
    page = pages["without_a_way_in"]
    line = page.locator("#connection")
    expect(line).to_have_attribute("data-way", "refresh", timeout=60_000)
    expect(line).to_contain_text("Slower")
    page.wait_for_function(ASKED)
