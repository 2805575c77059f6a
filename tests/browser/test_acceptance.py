"""The acceptance cases as people live them: Ana's old tablet runs no script, Ben's page follows."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from carecircle import clock
from carecircle.auth import pins
from carecircle.care.medications.models import Medication
from carecircle.db.session import reading
from tests import cast as casting
from tests.browser.home import Home, has_stayed, is_live

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def ana(home: Home, browser: Browser) -> Page:
    """Without script."""
    return home.enter(browser, home.cast.ana, java_script_enabled=False)


@pytest.fixture
def cleo(home: Home, browser: Browser) -> Page:
    """A third carer, without script too."""
    cleo = casting.join(home.cast.family_id, "Cleo Ward", "CW", "caregiver")
    return home.enter(browser, cleo, java_script_enabled=False)


def go(home: Home, page: Page, path: str) -> None:
    page.goto(home.dashboard + path)


def row(page: Page, dose: str) -> Locator:
    return page.locator(f"#dose-{dose}")


def state(page: Page, dose: str, is_now: str) -> None:
    expect(row(page, dose)).to_have_attribute("data-state", is_now)


def say(page: Page, outcome: str, why: str = "") -> None:
    """The long form of a dose: what happened, and why."""
    page.locator("details.sheet summary").first.click()
    page.locator(f"input[name=outcome][value={outcome}]").check()
    page.fill("textarea[name=reason]", why)
    page.get_by_role("button", name="Record this", exact=True).click()


def stock(medication: Medication) -> int | None:
    with reading() as session:
        return session.get_one(Medication, medication.id).stock


def test_twice_daily_with_the_morning_logged_leaves_the_evening(
    home: Home, ana: Page, ben: Page
) -> None:
    times = f"{casting.wall_clock(-1)}, {casting.wall_clock(1)}"
    first = casting.prescribe(home.cast.ana, "Levodopa", times=times)
    go(home, ana, "doses")
    both = ana.locator("li.dose", has_text="Levodopa")
    expect(both).to_have_count(2)
    ids = [str(one.get_attribute("id")).removeprefix("dose-") for one in both.all()]
    given, left = sorted(ids, key=lambda one: one != casting.first_dose(first).id)
    row(ana, given).locator("button[value=given]").click()
    for page in (ana, ben):
        state(page, given, "recorded")
        state(page, left, "due")
    assert has_stayed(ben)


def test_what_shares_an_ingredient_is_blocked_until_its_safe_time(
    home: Home, ana: Page, ben: Page
) -> None:
    para = {"strength": "500 mg", "quantity": 2, "max_per_day": 8}
    paracetamol = casting.prescribe_prn(home.cast.ana, "Paracetamol", **para)
    combined = {"ingredients": "codeine 8 mg; paracetamol 500 mg", "quantity": 2}
    codamol = casting.prescribe_prn(home.cast.ana, "Co-codamol", **combined, max_per_day=8)
    ago = clock.now().astimezone(ZoneInfo(casting.ZONE)) - timedelta(hours=2)
    give_prn(home, ana, paracetamol, given_at=f"{ago:%H:%M}")
    expect(ben.locator("#feed-items li").first).to_contain_text("Ana Almeida gave Paracetamol")
    give_prn(home, ana, codamol)
    safe = (ago + timedelta(hours=4)).strftime("%H:%M")
    expect(ana.locator("#problems")).to_contain_text("Too early: paracetamol was given")
    expect(ana.locator("#problems")).to_contain_text(re.compile(f"Next safe time: .* {safe}"))
    go(home, ben, f"medications/{codamol.id}/give")
    expect(ben.locator("main")).to_contain_text(re.compile(f"Next safe time.* {safe}", re.DOTALL))


def give_prn(home: Home, page: Page, medication: Medication, given_at: str = "") -> None:
    go(home, page, f"medications/{medication.id}/give")
    page.fill("textarea[name=reason]", "Hip pain")
    page.fill("input[name=score]", "6")
    page.fill("input[name=given_at]", given_at)
    page.locator("button[value=given]").click()


def test_refused_then_given_by_another_shows_both_and_stops_a_third(
    home: Home, ana: Page, ben: Page, cleo: Page
) -> None:
    go(home, cleo, f"doses/{home.dose_id}")  # opened before anything is recorded
    go(home, ana, f"doses/{home.dose_id}")
    say(ana, "refused", "Felt sick")
    state(ben, home.dose_id, "on_offer")
    expect(row(ben, home.dose_id)).to_contain_text("Felt sick")
    ben.reload()
    is_live(ben)
    row(ben, home.dose_id).get_by_role("link", name="Offer again").click()
    ben.get_by_role("button", name="Give 1 tablet now").click()
    ben.wait_for_url("**/families/*/*dose-*")
    for page in (ana, ben):
        go(home, page, "")
        state(page, home.dose_id, "recorded")
        expect(row(page, home.dose_id)).to_contain_text("by Ben Archer")
        expect(row(page, home.dose_id)).to_contain_text("Refused")
    cleo.get_by_role("button", name="Give 1 tablet now").click()
    expect(cleo.locator("#conflict")).to_contain_text("Ben Archer gave this at")
    expect(cleo.locator("#conflict")).to_contain_text("Do not give another")


def test_a_correction_stays_struck_and_restores_the_stock_once(
    home: Home, ana: Page, ben: Page
) -> None:
    medication = casting.prescribe(home.cast.ana, "Statin", stock=10)
    dose = casting.first_dose(medication).id
    go(home, ana, f"doses/{dose}")
    ana.get_by_role("button", name="Give 1 tablet now").click()
    state(ben, dose, "recorded")
    assert stock(medication) == 9000
    go(home, ana, f"doses/{dose}")
    ana.locator("details summary", has_text="This record is wrong").click()
    ana.fill("input[name=why]", "Wrong box")
    ana.get_by_role("button", name="It did not happen: undo it").click()
    state(ben, dose, "due")
    expect(row(ben, dose).locator("s")).to_contain_text("Given")
    expect(row(ben, dose)).to_contain_text("Wrong box")
    assert stock(medication) == 10_000
    assert has_stayed(ben)


def test_a_prn_without_a_maximum_cannot_be_activated(home: Home, ana: Page, ben: Page) -> None:
    medication = casting.prescribe_prn(home.cast.ana, max_per_day="")
    go(home, ana, f"medications/{medication.id}")
    expect(ana.locator("#activate")).to_contain_text("may not be given yet")
    ana.get_by_role("button", name="Activate it").click()
    expect(ana.locator("#problems")).to_contain_text("Say the most in 24 hours")
    ana.locator("#activate + ul + form input[name=max_per_day]").fill("8")
    ana.get_by_role("button", name="Activate it").click()
    expect(ana.get_by_role("link", name="Give it now")).to_be_visible()
    expect(ben.locator("#feed-items li").first).to_contain_text("activated Ibuprofen")


@pytest.mark.parametrize(
    ("who", "pin", "said"),
    [
        ("ana", "8024", "The witness must be somebody else"),
        ("sam", "9135", ""),
        ("vera", "0000", "PIN"),
    ],
)
def test_a_witness_who_is_oneself_a_stranger_or_has_the_wrong_pin_is_refused(
    home: Home, ana: Page, ben: Page, who: str, pin: str, said: str
) -> None:
    for name, theirs in (("ana", "8024"), ("sam", "9135"), ("vera", "4711")):
        pins.set_pin(getattr(home.cast, name).member_id, theirs)
    dose = casting.first_dose(casting.prescribe(home.cast.ana, "Morphine", needs_witness=True)).id
    sign(home, ana, dose, getattr(home.cast, who).member_id, pin)
    expect(ana.locator("#problems")).to_contain_text(said or "There is a problem")
    sign(home, ana, dose, home.cast.vera.member_id or "", "4711")
    state(ana, dose, "recorded")
    state(ben, dose, "recorded")


def sign(home: Home, page: Page, dose: str, witness: str, pin: str) -> None:
    """As a form that somebody may have tampered with: the choice itself offers only others."""
    go(home, page, f"doses/{dose}")
    page.locator("input[name=outcome][value=given]").check()
    chosen = page.locator("select[name=witness]")
    if chosen.locator(f"option[value='{witness}']").count():
        chosen.select_option(witness)
        page.fill("input[name=witness_pin]", pin)
        page.get_by_role("button", name="Record this", exact=True).click()
        return
    form = {
        one.get_attribute("name"): one.input_value()
        for one in page.locator("form:has(select[name=witness]) input[type=hidden]").all()
    }
    form |= {"outcome": "given", "witness": witness, "witness_pin": pin}
    answer = page.request.post(
        f"{home.dashboard}doses/{dose}/administration",
        form={str(k): v for k, v in form.items()},
        headers={"Origin": home.cable.url, "Referer": home.dashboard},
    )
    page.set_content(answer.text())


def test_an_open_hospital_stay_codes_the_doses_and_counts_out_of_adherence(
    home: Home, ana: Page, ben: Page
) -> None:
    go(home, ana, "doses")
    ana.locator("details summary", has_text="In hospital or away").click()
    ana.select_option("select[name=kind]", "hospital")
    ana.get_by_role("button", name="Write it down").click()
    later = casting.first_dose(casting.prescribe(home.cast.ana, "Digoxin")).id
    go(home, ana, "")
    state(ana, later, "absent")
    state(ben, later, "absent")
    expect(row(ben, later)).to_contain_text("In hospital")
    go(home, ana, f"recipients/{home.cast.rosa}/medication-chart")
    expect(ana.locator("section[aria-labelledby=adherence]")).to_contain_text("In hospital: ")
