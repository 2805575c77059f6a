"""Giving a dose answers at once, and honestly: final, or back with the reason."""

import pytest
from playwright.sync_api import Page, expect

from carecircle.care.medications.giving.actions import record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput
from tests.browser.home import PATIENCE, Home, has_stayed

pytestmark = [pytest.mark.browser, pytest.mark.server]
HOLD = "**/administration*"


def row_of(page: Page, home: Home) -> object:
    return page.locator(f"#dose-{home.dose_id}")


def give(page: Page, home: Home) -> None:
    page.locator(f"#dose-{home.dose_id} button[data-saving]").click()


def test_the_row_says_that_it_is_saving_before_the_server_has_answered(
    home: Home, ana: Page
) -> None:
    held = []
    ana.route(HOLD, lambda route: held.append(route))
    give(ana, home)
    expect(row_of(ana, home)).to_contain_text("Given - saving")
    expect(row_of(ana, home).get_by_role("button")).to_have_count(0)
    held[0].continue_()
    expect(row_of(ana, home)).to_have_attribute("data-state", "recorded")
    expect(row_of(ana, home)).not_to_contain_text("saving")
    assert has_stayed(ana)


def test_whoever_comes_second_is_told_who_gave_it(home: Home, ana: Page) -> None:
    held = []
    ana.route(HOLD, lambda route: held.append(route))
    give(ana, home)
    given = AdministrationInput.read({"outcome": "given"})
    record_administration(home.cast.ben, home.dose_id, given)
    held[0].continue_()
    expect(row_of(ana, home).get_by_role("alert")).to_contain_text("Ben")
    expect(row_of(ana, home)).to_have_attribute("data-state", "recorded")
    assert has_stayed(ana)


def test_a_broken_connection_says_that_nobody_knows_until_it_is_known(
    home: Home, ana: Page
) -> None:
    ana.route(HOLD, lambda route: route.abort("connectionreset"))
    give(ana, home)
    expect(row_of(ana, home)).to_contain_text("we don't know yet if this was saved")
    ana.unroute(HOLD)
    expect(row_of(ana, home)).to_have_attribute("data-state", "recorded", timeout=PATIENCE)
    expect(ana.locator("#offline")).to_be_hidden(timeout=PATIENCE)
    assert has_stayed(ana)


def test_a_lost_answer_gives_the_dose_once_and_asks_nobody(home: Home, ana: Page) -> None:
    """The write arrived and its answer did not: what then waits in the outbox finds itself."""

    lost = []

    def lose_the_answer(route: object) -> None:
        lost.append(route.fetch().status)
        route.abort("connectionreset")

    ana.route("**/events/**", lambda route: route.abort())
    ana.route_web_socket("**/events/socket*", lambda socket: socket.close())
    ana.route(HOLD, lose_the_answer)
    home.cable.cut()
    home.cable.mend()
    ana.wait_for_function("() => CareCircle.shown() !== 'live'")
    give(ana, home)
    expect(row_of(ana, home)).to_have_attribute("data-state", "recorded", timeout=PATIENCE)
    expect(ana.locator("#offline")).to_be_hidden(timeout=PATIENCE)
    expect(row_of(ana, home).get_by_role("alert")).to_have_count(0)
    assert lost == [201]  # sent once: what was lost is asked for by its key
