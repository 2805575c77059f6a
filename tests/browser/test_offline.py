"""A dose recorded without a network is kept, shown, sent in order; a conflict waits."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.care.medications.giving import queries
from carecircle.care.medications.giving.actions import record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.medications.models import Administration
from carecircle.db.session import reading
from tests.browser.home import PATIENCE, Home, is_live

pytestmark = [pytest.mark.browser, pytest.mark.server]


def give(page: Page, dose_id: str) -> None:
    page.locator(f"#dose-{dose_id} button[data-saving]").click()


def records_of(home: Home, dose_id: str) -> list[Administration]:
    with reading() as session:
        return queries.the_dose(session, home.cast.family_id, dose_id).records


def record_of(home: Home, dose_id: str) -> Administration:
    with reading() as session:
        found = queries.the_dose(session, home.cast.family_id, dose_id).standing
    assert found is not None
    return found


def test_it_waits_says_so_and_is_sent_with_its_time(home: Home, ana: Page) -> None:
    ana.context.set_offline(True)
    give(ana, home.dose_id)
    expect(ana.locator("#offline")).to_contain_text("1 waiting to send")
    expect(ana.locator(f"#dose-{home.dose_id}")).to_contain_text(
        "waiting to send", timeout=PATIENCE
    )
    ana.context.set_offline(False)
    expect(ana.locator("#offline")).to_be_hidden(timeout=PATIENCE)
    row = ana.locator(f"#dose-{home.dose_id}")
    expect(row).to_have_attribute("data-state", "recorded", timeout=PATIENCE)
    record = record_of(home, home.dose_id)
    assert record.reason == "Recorded without a network"
    assert record.given_at < record.recorded_at


def test_several_are_sent_in_the_order_in_which_they_were_given(
    home: Home, browser: Browser
) -> None:
    doses = [home.another_dose(name) for name in ("Zolpidem", "Amlodipine", "Metformin")]
    ana = home.enter(browser, home.cast.ana)
    is_live(ana)
    ana.context.set_offline(True)
    for number, dose in enumerate(doses, start=1):
        give(ana, dose)
        expect(ana.locator("#offline")).to_contain_text(f"{number} waiting to send")
    ana.context.set_offline(False)
    expect(ana.locator("#offline")).to_be_hidden(timeout=PATIENCE)
    times = [record_of(home, dose).recorded_at for dose in doses]
    assert times == sorted(times)


def test_a_conflict_needs_a_decision_and_is_not_dropped(home: Home, ana: Page) -> None:
    ana.context.set_offline(True)
    give(ana, home.dose_id)
    expect(ana.locator("#offline")).to_contain_text("1 waiting to send")
    given = AdministrationInput.read({"outcome": "given"})
    first = record_administration(home.cast.ben, home.dose_id, given)
    ana.context.set_offline(False)
    offline = ana.locator("#offline")
    expect(offline).to_contain_text("Needs a decision", timeout=PATIENCE)
    expect(offline).to_contain_text("Ben")
    ana.reload()
    expect(offline).to_contain_text("Needs a decision", timeout=PATIENCE)
    assert record_of(home, home.dose_id).id == first.id
    offline.get_by_role("button", name="I have decided").click()
    expect(offline).to_be_hidden()


def test_ones_own_record_of_another_moment_needs_a_decision_too(home: Home, ana: Page) -> None:
    """Given on the phone, and given on the tablet without a network: perhaps given twice."""
    ana.context.set_offline(True)
    give(ana, home.dose_id)
    expect(ana.locator("#offline")).to_contain_text("1 waiting to send")
    given = AdministrationInput.read({"outcome": "given"})
    first = record_administration(home.cast.ana, home.dose_id, given)
    ana.context.set_offline(False)
    offline = ana.locator("#offline")
    expect(offline).to_contain_text("Needs a decision", timeout=PATIENCE)
    assert record_of(home, home.dose_id).id == first.id
    offline.get_by_role("link", name="See the record").click()
    expect(ana.locator("#conflict")).to_contain_text("Yours was not recorded")
    ana.get_by_text("A second one was really given").click()
    ana.get_by_label("How did it come about?").fill("Two devices")
    ana.get_by_role("button", name="Report a second dose").click()
    ana.wait_for_url(home.dashboard + "*")
    second = next(one for one in records_of(home, home.dose_id) if one.is_extra)
    assert second.given_at < first.given_at
    expect(offline).to_contain_text("Needs a decision")  # until she says that she has decided


def test_a_reload_does_not_lose_what_waits(home: Home, ana: Page) -> None:
    ana.context.set_offline(True)
    give(ana, home.dose_id)
    expect(ana.locator("#offline")).to_contain_text("1 waiting to send")
    ana.route("**/administration*", lambda route: route.abort())
    ana.context.set_offline(False)
    ana.reload()
    expect(ana.locator("#offline")).to_contain_text("1 waiting to send", timeout=PATIENCE)
    is_kept = re.compile("waiting to send|we don't know yet if this was saved")
    expect(ana.locator(f"#dose-{home.dose_id}")).to_contain_text(is_kept)
    ana.unroute("**/administration*")
    expect(ana.locator("#offline")).to_be_hidden(timeout=PATIENCE)
    assert record_of(home, home.dose_id).recorded_by == home.cast.ana.member_id


def test_who_prepares_is_seen_on_the_other_screen(home: Home, ana: Page, browser: Browser) -> None:
    ben = home.enter(browser, home.cast.ben)
    ben.goto(f"{home.cable.url}/families/{home.cast.family_id}/doses/{home.dose_id}")
    ben.get_by_role("button", name="I am preparing this").click()
    expect(ana.locator(f"#dose-{home.dose_id}")).to_contain_text("Ben Archer is preparing this")
