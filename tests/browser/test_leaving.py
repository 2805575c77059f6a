"""Whoever may no longer see a page does not keep it on the screen."""

import pytest
from playwright.sync_api import Page, expect

from carecircle.care.families.actions import change_role, remove_member
from tests.browser.home import Home, is_live, tab

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_a_removed_member_is_shown_out(home: Home, ben: Page) -> None:
    remove_member(home.cast.ana, home.cast.ben.member_id)
    expect(ben.locator("main")).to_contain_text("You are no longer a member of the family")
    expect(ben.locator(f"#dose-{home.dose_id}")).to_have_count(0)


def test_signing_out_in_one_tab_empties_the_others(home: Home, ben: Page) -> None:
    other = tab(ben.context, home.dashboard)
    is_live(other)
    other.locator("form[action='/sign-out'] button").click()
    expect(ben.locator("input[name=password]")).to_be_visible()


def test_a_new_role_keeps_the_page_live(home: Home, ben: Page) -> None:
    change_role(home.cast.ana, home.cast.ben.member_id, "viewer")
    expect(ben.locator(f"#dose-{home.dose_id} button[data-saving]")).to_have_count(0)
    is_live(ben)
