"""On paper nothing is live: it says when it was printed, by whom and as of when it is true."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.home import Home

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
