"""While a medication is typed, the form says what was understood of its label."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.home import Home

pytestmark = pytest.mark.browser


def test_the_form_says_what_was_understood_while_it_is_filled_in(home: Home, ana: Page) -> None:
    ana.goto(f"{home.dashboard}medications/new")
    ana.locator("#name").fill("co-codamol 30/500")
    ana.locator("#strength").focus()
    said = ana.locator("[hx-get$='/medications/label']")
    expect(said).to_contain_text("codeine 30 mg, paracetamol 500 mg in one tablet")
    ana.locator("#name").fill("Foozle")
    ana.locator("#strength").focus()
    expect(said).to_contain_text("We don't know this name")
    expect(said).to_contain_text("Not guarded: amount unknown")
