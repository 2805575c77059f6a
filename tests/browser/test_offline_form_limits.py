"""What a form for giving does while there is no network, and cannot be kept or needs a person."""

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle.auth import pins
from carecircle.care.medications.giving.actions import record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.medications.models import Administration
from carecircle.db.session import reading
from tests.browser.box import Box
from tests.browser.home import PATIENCE, Home, is_live
from tests.browser.test_accessibility import faults
from tests.browser.test_tablet import hang_up, say_who
from tests.cast import first_dose, prescribe, prescribe_prn, wall_clock

pytestmark = [pytest.mark.browser, pytest.mark.server]
REMARK = "Recorded without a network"
QUICK, DETAILED = "form[aria-label=Give]", "details form[data-kept]"
PIN = "8024"
STORED = """() => new Promise((done) => { const open = indexedDB.open('carecircle-outbox');
  open.onsuccess = () => { const all = open.result.transaction('waiting')
    .objectStore('waiting').getAll(); all.onsuccess = () => { open.result.close();
    done(JSON.stringify(all.result)); }; }; })"""


def records(home: Home) -> list[Administration]:
    with reading() as session:
        return session.query(Administration).filter_by(family_id=home.cast.family_id).all()


def open_page(page: Page, home: Home, address: str) -> None:
    page.goto(home.dashboard + address)
    is_live(page)


def detail(page: Page, outcome: str, **typed: str) -> None:
    form = page.locator(DETAILED)
    if not form.is_visible():
        page.locator("details summary", has=page.locator("b")).first.click()
    form.locator(f"input[value={outcome}]").check()
    for name, value in typed.items():
        form.locator(f"[name={name}]").fill(value)


def record_it(page: Page) -> None:
    page.locator(DETAILED).get_by_role("button", name="Record this").click()


def waits(page: Page, number: int = 1) -> None:
    expect(page.locator("#offline")).to_contain_text(f"{number} waiting to send")


def all_sent(page: Page) -> None:
    expect(page.locator("#offline")).to_be_hidden(timeout=PATIENCE)


def test_a_tablet_keeps_what_its_member_gave(home: Home, browser: Browser) -> None:
    wall = hang_up(home, browser)
    wall.goto(f"{home.dashboard}tablet")
    say_who(wall)
    wall.wait_for_url("**/doses")
    open_page(wall, home, f"doses/{home.dose_id}")
    wall.context.set_offline(True)
    wall.locator(QUICK).get_by_role("button", name="Give").click()
    waits(wall)
    expect(wall.locator("[data-waits]")).to_contain_text("Given")
    assert faults(wall) == []
    wall.context.set_offline(False)
    all_sent(wall)
    [record] = records(home)
    assert (record.dose_id, record.recorded_by) == (home.dose_id, home.cast.ben.member_id)


def test_a_locked_tablet_shows_what_waits_for_its_member(home: Home, browser: Browser) -> None:
    """The session that could send it is over; nobody may take the dose for one that is due."""
    wall = hang_up(home, browser)
    wall.goto(f"{home.dashboard}tablet")
    say_who(wall)
    wall.wait_for_url("**/doses")
    open_page(wall, home, f"doses/{home.dose_id}")
    lost = []
    wall.route("**/administration", lambda route: (lost.append(route), route.abort()))
    wall.locator(QUICK).get_by_role("button", name="Give").click()
    waits(wall)
    assert lost
    wall.get_by_role("link", name="Done").click()
    expect(wall.locator("#offline")).to_contain_text("sent when Ben Archer says who they are")
    wall.goto(f"{home.dashboard}doses")
    expect(wall.locator(f"#dose-{home.dose_id}")).to_contain_text("we don't know yet")
    wall.unroute("**/administration")
    assert records(home) == []
    wall.goto(f"{home.dashboard}tablet")
    say_who(wall)
    wall.wait_for_url("**/doses")
    all_sent(wall)
    assert [one.recorded_by for one in records(home)] == [home.cast.ben.member_id]


def test_with_a_network_it_is_as_without_scripts(home: Home, ana: Page) -> None:
    """A refusal shows the page with what was typed; success leads on. Each is stored once."""
    prn = prescribe_prn(home.cast.ana)
    open_page(ana, home, f"doses/{home.dose_id}")
    detail(ana, "partly", reason="Spat it out")
    record_it(ana)
    expect(ana.locator("#problems")).to_contain_text("Say how much was taken")
    expect(ana.locator(f"{DETAILED} [name=reason]")).to_have_value("Spat it out")
    ana.locator(f"{DETAILED} [name=quantity]").fill("0.5")
    record_it(ana)
    ana.wait_for_url(f"{home.dashboard}#dose-{home.dose_id}")
    open_page(ana, home, f"medications/{prn.id}/give")
    for name, value in {"reason": "Headache", "score": "5"}.items():
        ana.locator(f"form[data-kept] [name={name}]").fill(value)
    ana.locator("form[data-kept]").get_by_role("button", name="Give").click()
    ana.wait_for_url("**/administrations/*")
    partly, given = sorted(records(home), key=lambda one: one.recorded_at)
    assert (partly.outcome, partly.quantity, partly.reason) == ("partly", 500, "Spat it out")
    assert (given.medication_id, given.score, given.reason) == (prn.id, 5, "Headache")


def test_a_refused_form_that_then_gets_no_answer_is_kept_too(home: Home, ana: Page) -> None:
    """The page of a refusal stands at the address of the form, which answers no GET."""
    open_page(ana, home, f"doses/{home.dose_id}")
    detail(ana, "refused")
    record_it(ana)
    expect(ana.locator("#problems")).to_contain_text("Say why")
    is_live(ana)
    ana.context.set_offline(True)
    detail(ana, "refused", reason="Does not like it")
    record_it(ana)
    waits(ana)
    ana.context.set_offline(False)
    ana.wait_for_url(f"{home.dashboard}#dose-{home.dose_id}", timeout=PATIENCE)
    assert [one.reason for one in records(home)] == [f"Does not like it ({REMARK})"]


def test_a_lost_answer_is_asked_for_and_nothing_is_doubled(home: Home, ana: Page) -> None:
    prn = prescribe_prn(home.cast.ana)
    open_page(ana, home, f"medications/{prn.id}/give")
    for name, value in {"reason": "Headache", "score": "5"}.items():
        ana.locator(f"form[data-kept] [name={name}]").fill(value)
    box = Box(ana, home.cable, "**/administrations*")
    box.answer_with("502 afterwards")
    ana.locator("form[data-kept]").get_by_role("button", name="Give").click()
    ana.wait_for_url("**/administrations/*", timeout=PATIENCE)
    assert box.writes["502 afterwards"] == 1
    assert [(one.medication_id, one.reason) for one in records(home)] == [(prn.id, "Headache")]


def test_a_reload_still_says_that_it_waits(home: Home, ana: Page) -> None:
    open_page(ana, home, f"doses/{home.dose_id}")
    ana.context.set_offline(True)
    ana.locator(QUICK).get_by_role("button", name="Give").click()
    waits(ana)
    ana.route("**/administration*", lambda route: route.abort())
    ana.context.set_offline(False)
    ana.reload()
    expect(ana.locator("[data-waits]")).to_contain_text("Given", timeout=PATIENCE)
    expect(ana.locator(QUICK)).to_be_hidden()
    expect(ana.locator(DETAILED)).to_be_hidden()
    ana.goto(home.dashboard)
    expect(ana.locator(f"#dose-{home.dose_id}")).to_contain_text("Given", timeout=PATIENCE)
    assert records(home) == []
    ana.unroute("**/administration*")
    all_sent(ana)
    assert [one.dose_id for one in records(home)] == [home.dose_id]


def test_what_is_refused_later_waits_with_what_was_typed(home: Home, ana: Page) -> None:
    """A PRN that came too early meanwhile (422), and a dose that somebody else gave (409)."""
    prn = prescribe_prn(home.cast.ana)
    open_page(ana, home, f"doses/{home.dose_id}")
    ana.context.set_offline(True)
    detail(ana, "given", reason="Just as we left")
    record_it(ana)
    waits(ana)
    given = AdministrationInput.read({"outcome": "given"})
    first = record_administration(home.cast.ben, home.dose_id, given)
    ana.context.set_offline(False)
    offline = ana.locator("#offline")
    expect(offline).to_contain_text("Needs a decision", timeout=PATIENCE)
    expect(offline).to_contain_text("Just as we left")
    open_page(ana, home, f"medications/{prn.id}/give")
    ana.locator("form[data-kept] [name=reason]").fill("Headache")
    ana.locator("form[data-kept] [name=score]").fill("77")
    ana.context.set_offline(True)
    ana.locator("form[data-kept]").get_by_role("button", name="Give").click()
    waits(ana)
    ana.context.set_offline(False)
    expect(offline.locator("[data-typed]").nth(1)).to_contain_text("Headache", timeout=PATIENCE)
    expect(ana.locator("form[data-kept] [name=score]")).to_have_value("77")
    expect(offline.get_by_role("link", name="See the record").nth(1)).to_have_attribute(
        "href", f"/families/{home.cast.family_id}/medications/{prn.id}/give"
    )
    assert [one.id for one in records(home)] == [first.id]


ASKED = {
    "no outcome": ("", {}, "What happened?"),
    "refused, and not why": ("refused", {}, "Why?"),
    "partly, and not how much": ("partly", {"reason": "Spat it out"}, "How much?"),
    "withheld, and not why": ("withheld", {}, "Why?"),
    "a time to come": ("given", {"given_at": wall_clock(90)}, "a time still to come"),
}


def test_what_would_be_refused_for_certain_is_asked_at_once(home: Home, ana: Page) -> None:
    open_page(ana, home, f"doses/{home.dose_id}")
    ana.locator("details summary", has_text="Given at another time").click()
    ana.context.set_offline(True)
    for name, (outcome, typed, asked) in ASKED.items():
        ana.locator(DETAILED).evaluate("form => form.reset()")
        if outcome:
            detail(ana, outcome, **typed)
        record_it(ana)
        expect(ana.locator("[data-said]"), name).to_contain_text(asked)
        assert ana.evaluate(STORED) == "[]", name
    ana.context.set_offline(False)
    assert records(home) == []


def test_a_browser_that_keeps_nothing_says_that_it_was_not_sent(home: Home, ana: Page) -> None:
    open_page(ana, home, f"doses/{home.dose_id}")
    ana.evaluate("IDBObjectStore.prototype.put = () => { throw new Error('no space'); }; 0")
    ana.context.set_offline(True)
    ana.locator(QUICK).get_by_role("button", name="Give").click()
    expect(ana.locator("[data-said]")).to_contain_text("Not sent")
    ana.context.set_offline(False)
    ana.locator(QUICK).get_by_role("button", name="Give").click()
    ana.wait_for_url(f"{home.dashboard}#dose-{home.dose_id}")
    assert [one.reason for one in records(home)] == [None]


def test_a_second_dose_that_was_really_given_waits_with_its_confirmation(
    home: Home, ana: Page
) -> None:
    given = AdministrationInput.read({"outcome": "given"})
    record_administration(home.cast.ben, home.dose_id, given)
    open_page(ana, home, f"doses/{home.dose_id}?conflict=2026-01-01T08:00:00Z")
    ana.get_by_text("A second one was really given").click()
    ana.get_by_label("How did it come about?").fill("Two devices")
    ana.context.set_offline(True)
    ana.get_by_role("button", name="Report a second dose").click()
    waits(ana)
    ana.context.set_offline(False)
    ana.wait_for_url(f"{home.dashboard}#dose-{home.dose_id}", timeout=PATIENCE)
    [second] = [one for one in records(home) if one.is_extra]
    assert second.reason == f"Two devices ({REMARK})"
    assert f"{second.given_at:%Y-%m-%d %H:%M}" == "2026-01-01 08:00"


def test_a_pin_is_never_stored_and_the_form_says_so(home: Home, ana: Page) -> None:
    pins.set_pin(home.cast.ben.member_id or "", PIN)
    made = prescribe(home.cast.ana, "Morphine", needs_witness="on")
    open_page(ana, home, f"doses/{first_dose(made).id}")
    form, said = ana.locator(DETAILED), ana.locator("[data-said]")
    ana.context.set_offline(True)
    detail(ana, "given", witness_pin=PIN)
    form.locator("[name=witness]").select_option(home.cast.ben.member_id)
    record_it(ana)
    expect(said).to_contain_text("the witness signs with a PIN")
    expect(form.locator("[name=witness_pin]")).to_have_value(PIN)
    form.locator("[name=witness_pin]").fill("")
    record_it(ana)
    expect(said).to_contain_text("the witness signs with a PIN")
    assert ana.evaluate(STORED) == "[]"
    ana.context.set_offline(False)
    form.locator("[name=witness_pin]").fill(PIN)
    record_it(ana)
    ana.wait_for_url(home.dashboard + "#*")
    assert [one.witness_id for one in records(home)] == [home.cast.ben.member_id]


def test_nobody_there_to_witness_is_kept_with_its_reason(home: Home, ana: Page) -> None:
    made = prescribe(home.cast.ana, "Morphine", needs_witness="on")
    open_page(ana, home, f"doses/{first_dose(made).id}")
    ana.context.set_offline(True)
    detail(ana, "given", no_witness_why="Alone at night")
    record_it(ana)
    waits(ana)
    assert "witness_pin" not in ana.evaluate(STORED)
    ana.context.set_offline(False)
    all_sent(ana)
    assert [one.no_witness_why for one in records(home)] == ["Alone at night"]


def test_a_correction_and_a_preparation_say_that_they_need_a_connection(
    home: Home, ana: Page
) -> None:
    other = home.another_dose("Metformin")
    given = AdministrationInput.read({"outcome": "given"})
    first = record_administration(home.cast.ana, home.dose_id, given)
    open_page(ana, home, f"doses/{home.dose_id}")
    ana.locator("summary", has_text="This record is wrong").click()
    correction = ana.locator("details form[action$=correction]")
    correction.locator("[name=why]").fill("It was the other one")
    ana.context.set_offline(True)
    correction.get_by_role("button", name="It did not happen").click()
    expect(correction.locator("[data-said]")).to_contain_text("needs a connection")
    expect(correction.locator("[name=why]")).to_have_value("It was the other one")
    assert ana.evaluate(STORED) == "[]"
    ana.context.set_offline(False)
    correction.get_by_role("button", name="It did not happen").click()
    ana.wait_for_url(f"{home.dashboard}#dose-{home.dose_id}")
    [record] = records(home)
    assert (record.id, record.voided_why) == (first.id, "It was the other one")
    open_page(ana, home, f"doses/{other}")
    ana.context.set_offline(True)
    ana.get_by_role("button", name="I am preparing this").click()
    expect(ana.locator("[data-said]")).to_contain_text("needs a connection")
    ana.context.set_offline(False)
