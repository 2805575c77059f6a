"""A form for giving works without a network from every page: the record waits in the browser with
all that was typed, says so in place of the form, and is stored once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from carecircle import clock
from carecircle.care.medications.models import Administration
from carecircle.db.session import reading
from tests.browser.box import Box
from tests.browser.home import PATIENCE, Home, is_live
from tests.cast import cared_for, prescribe_prn, wall_clock

pytestmark = [pytest.mark.browser, pytest.mark.server]
REMARK = "Recorded without a network"
ONLINE = "dispatchEvent(new Event('online'))"
QUICK, DETAILED = "form[aria-label=Give]", "details form[data-kept]"


@dataclass(frozen=True)
class Kept:
    """Where it is recorded and what is done there; what the page says; what is stored."""

    page: str
    form: str
    typed: dict[str, str]
    press: str
    says: str
    stored: dict[str, object]
    is_prn: bool = False
    fault: str = "offline"
    picked: str = ""
    minutes_ago: int = 0
    reason: str = REMARK
    named: str = "Metformin, Rosa Almeida"


PAGES: dict[str, Callable[[Home, str], str]] = {
    "give": lambda home, about: f"{home.dashboard}doses/{about}",
    "prn": lambda home, about: f"{home.dashboard}medications/{about}/give",
    "doses": lambda home, about: f"{home.dashboard}doses",
}
PRN = {"reason": "Headache", "score": "7", "tried": "A cold pack"}
WHOLE = {"outcome": "given", "quantity": 1000}
CASES = {
    "one press on the give page": Kept("give", QUICK, {}, "Give 1", "Given", WHOLE),
    "taken after a reminder": Kept(
        "give", QUICK, {}, "Taken after a reminder", "Recorded", {"outcome": "prompted"}
    ),
    "a row of the Doses page": Kept("doses", "", {}, "Give", "Given", WHOLE),
    "given at another time": Kept(
        "give", DETAILED, {}, "Record this", "Given", WHOLE, picked="given", minutes_ago=20
    ),
    "partly, with an amount": Kept(
        "give",
        DETAILED,
        {"quantity": "0.5", "reason": "Spat it out"},
        "Record this",
        "Recorded",
        {"outcome": "partly", "quantity": 500},
        picked="partly",
        reason=f"Spat it out ({REMARK})",
    ),
    "refused, with a reason": Kept(
        "give",
        DETAILED,
        {"reason": "Does not like it"},
        "Record this",
        "Recorded",
        {"outcome": "refused"},
        picked="refused",
        reason=f"Does not like it ({REMARK})",
    ),
    "a PRN": Kept(
        "prn",
        "form[data-kept]",
        PRN,
        "Give 1",
        "Given",
        {"outcome": "given", "score": 7, "tried": "A cold pack"},
        is_prn=True,
        minutes_ago=10,
        reason=f"Headache ({REMARK})",
        named="Ibuprofen, Rosa Almeida",
    ),
    "a PRN that was refused": Kept(
        "prn",
        "form[data-kept]",
        {"reason": "Headache"},
        "Offered and refused",
        "Recorded",
        {"outcome": "refused"},
        is_prn=True,
        reason=f"Headache ({REMARK})",
        named="Ibuprofen, Rosa Almeida",
    ),
    "a server that is away": Kept("give", QUICK, {}, "Give 1", "Given", WHOLE, fault="cable"),
    "a box that answers 502": Kept("give", QUICK, {}, "Give 1", "Given", WHOLE, fault="502"),
    "a box with a page of its own": Kept(
        "give",
        DETAILED,
        {"reason": "Asked for it"},
        "Record this",
        "Given",
        WHOLE,
        picked="given",
        fault="200 page",
        reason=f"Asked for it ({REMARK})",
    ),
}


def records(home: Home) -> list[Administration]:
    with reading() as session:
        return session.query(Administration).filter_by(family_id=home.cast.family_id).all()


@contextmanager
def without_network(page: Page, home: Home, fault: str) -> Iterator[None]:
    """While it lasts, nothing of ours is answered; it must have been met."""
    if fault == "offline":
        page.context.set_offline(True)
        yield
        page.context.set_offline(False)
    elif fault == "cable":
        home.cable.cut()
        yield
        home.cable.mend()
    else:
        box = Box(page, home.cable)
        box.answer_with(fault)
        yield
        assert box.writes[fault] >= 1
        box.lift()
    page.evaluate(ONLINE)


def fill(page: Page, case: Kept, zone: str) -> str:
    """Returns the time that was typed, or nothing."""
    form = page.locator(case.form)
    at = wall_clock(-case.minutes_ago, zone) if case.minutes_ago else ""
    if case.picked:
        page.locator("details summary", has_text="Given at another time").click()
        form.locator(f"input[value={case.picked}]").check()
    for name, value in (case.typed | ({"given_at": at} if at else {})).items():
        form.locator(f"[name={name}]").fill(value)
    return at


def place_of(page: Page, case: Kept, dose: str) -> object:
    return page.locator(case.form or f"#dose-{dose}")


@pytest.mark.parametrize("name", CASES)
def test_it_waits_with_all_that_was_typed_and_is_stored_once(
    home: Home, browser: Browser, name: str
) -> None:
    case = CASES[name]
    made = prescribe_prn(home.cast.ana) if case.is_prn else None
    about = made.id if made else home.another_dose("Metformin")
    cared_for(home.cast.family_id, "Tom Almeida")
    page = home.enter(browser, home.cast.ana, timezone_id="Asia/Tokyo")
    page.goto(PAGES[case.page](home, about))
    is_live(page)
    at = fill(page, case, "Europe/London")
    before = clock.now()
    with without_network(page, home, case.fault):
        place_of(page, case, about).get_by_role("button", name=case.press).first.click()
        said = page.locator("[data-waits], .state.busy").first
        expect(said).to_contain_text(f"{case.says} {at}".strip(), timeout=PATIENCE)
        if case.fault == "offline":
            expect(said).to_contain_text("waiting to send")
        expect(page.locator("#offline")).to_contain_text("1 waiting to send")
        expect(page.locator("#offline")).to_contain_text(case.named)
        if case.form:
            expect(page.locator(case.form)).to_be_hidden()
        assert records(home) == []
    expect(page.locator("#offline")).to_be_hidden(timeout=PATIENCE)
    [record] = records(home)
    assert {key: getattr(record, key) for key in case.stored} == case.stored
    assert record.reason == case.reason
    local = record.given_at.astimezone(ZoneInfo("Europe/London"))
    assert not at or f"{local:%H:%M}" == at
    assert at or before - timedelta(seconds=5) < record.given_at < record.recorded_at
