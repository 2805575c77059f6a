"""No page, whoever looks at it, does anything that the content security policy forbids."""

import re

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.home import Home

pytestmark = [pytest.mark.browser, pytest.mark.server]
MOST_OF_A_KIND = 1
LEAST_PAGES = {"admin": 15, "viewer": 8}
WATCH = """
window.broken = [];
document.addEventListener('securitypolicyviolation', function (event) {
  window.broken.push(event.violatedDirective + ' ' + event.blockedURI);
});
"""


class Walk:
    """Every page that can be reached by links, and what went wrong on each."""

    def __init__(self, page: Page, origin: str):
        self.page, self.origin = page, origin
        self.seen: set[str] = set()
        self.wrong: list[str] = []
        page.add_init_script(WATCH)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"{self.page.url}: {message.text}")

    def take(self, address: str) -> None:
        waiting = [address]
        while waiting:
            here = waiting.pop()
            if (
                here not in self.seen
                and sum(_kind(e) == _kind(here) for e in self.seen) < MOST_OF_A_KIND
            ):
                self.seen.add(here)
                waiting += self._open(here)

    def _open(self, address: str) -> list[str]:
        self.page.goto(address)
        self.wrong += self.page.evaluate("window.broken")
        links = self.page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
        return [link.split("#")[0] for link in links if self._is_new(link)]

    def _is_new(self, link: str) -> bool:
        """Days, weeks and turned pages go on for ever: one of a kind does. A PDF is no page."""
        link = link.split("#")[0]
        if link.partition("?")[0].endswith(".pdf"):
            return False
        kind = _kind(link)
        alike = sum(_kind(each) == kind for each in self.seen)
        return link.startswith(self.origin) and link not in self.seen and alike < MOST_OF_A_KIND


def _kind(link: str) -> str:
    """The address without its ids and without the values of its query."""
    place, _, query = link.partition("?")
    names = "&".join(sorted(pair.split("=")[0] for pair in query.split("&")))
    return re.sub(r"/[0-9a-z]{20}(?=/|$|[.])", "/*", place) + "?" + names


@pytest.mark.parametrize("role", ["admin", "viewer"])
def test_no_page_breaks_the_policy(home: Home, browser: Browser, role: str) -> None:
    page = home.enter(browser, home.cast.ana if role == "admin" else home.cast.vera)
    page.locator(".dock button.sos").click()
    page.wait_for_url("**/emergencies/*")
    walk = Walk(page, home.cable.url)
    walk.take(home.dashboard)
    assert walk.wrong == []
    assert len(walk.seen) >= LEAST_PAGES[role], walk.seen


def test_no_page_before_signing_in_breaks_the_policy(home: Home, browser: Browser) -> None:
    walk = Walk(browser.new_page(), home.cable.url)
    walk.take(f"{home.cable.url}/sign-in")
    walk.take(f"{home.cable.url}/forgotten-password")
    assert walk.wrong == []
    assert len(walk.seen) >= 2
