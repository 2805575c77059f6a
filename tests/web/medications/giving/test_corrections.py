"""What was recorded wrongly, or not in full, is put right by plain forms."""

from datetime import timedelta

import pytest

from carecircle import clock
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

SECOND = {"outcome": "given", "really_given": "yes"}


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def dose(cast: Cast, base: str) -> str:
    return f"{base}/doses/{casting.first_dose(casting.prescribe(cast.ana)).id}"


def given(who: Visitor, dose: str) -> str:
    return str(who.post(f"{dose}/administration", outcome="given").json["id"])


def test_a_second_dose_that_says_nothing_is_asked_how_it_came_about(
    dose: str, ana: Visitor, ben: Visitor
) -> None:
    given(ana, dose)
    page = ben.send(f"{dose}/administration", **SECOND, given_at="08:00")
    assert page.status_code == 422
    assert "Say how it came about" in page.text
    assert "Report a second dose" in page.text
    assert 'name="given_at" value="08:00"' in page.text


def test_a_prn_is_undone_by_who_gave_it_and_stays_struck(
    cast: Cast, base: str, ben: Visitor
) -> None:
    medication = casting.prescribe_prn(cast.ana, quantity=2, stock=10).id
    why = {"reason": "Hip pain", "score": "5", "tried": "A cold pack", "outcome": "given"}
    made = ben.send(f"{base}/medications/{medication}/administrations", **why)
    record = made.location
    page = ben.page(record).text
    assert "<p>2 tablets</p>" in page
    assert "5 of 10 · Tried first: A cold pack" in page
    assert "Somebody is asked at" in page
    undone = ben.send(f"{record}/correction", undo="yes")
    assert (undone.status_code, undone.location) == (303, record)
    assert "This record was corrected" in ben.page(record).text
    assert ben.get(f"{base}/medications/{medication}").json["stock"] == "10"


def test_a_prn_is_corrected_on_its_page_and_the_old_record_is_struck(
    cast: Cast, base: str, ana: Visitor, ben: Visitor
) -> None:
    medication = casting.prescribe_prn(cast.ana).id
    why = {"reason": "Hip pain", "score": 5}
    made = ben.post(f"{base}/medications/{medication}/administrations", **why).json["id"]
    record = f"{base}/administrations/{made}"
    assert f'href="{record}"' in ana.page(f"{base}/medications/{medication}").text
    wrong = ana.send(f"{record}/correction", outcome="partly", reason="Spat", why="Found it")
    assert wrong.status_code == 422
    assert "Say how much was taken" in wrong.text
    assert "Found it" in wrong.text
    right = {"outcome": "partly", "quantity": "0.5", "reason": "Spat", "why": "Found it"}
    put = ana.send(f"{record}/correction", **right)
    page = ana.page(put.location).text
    assert put.location != record
    assert "<p>0.5 tablet</p>" in page
    assert "<s>Given" in page


def test_who_did_not_record_it_is_told_who_did_and_asked_why(
    dose: str, base: str, ana: Visitor, ben: Visitor
) -> None:
    record = f"{base}/administrations/{given(ben, dose)}/correction"
    page = ana.send(record, undo="yes")
    assert page.status_code == 422
    assert "Ben Archer recorded this. Say why it is wrong" in page.text
    assert ana.send(record, undo="yes", why="The box is full").status_code == 303


def test_what_can_be_undone_is_offered_to_who_did_it(dose: str, ana: Visitor, ben: Visitor) -> None:
    given(ben, dose)
    undo = '<button class="btn" name="undo" value="yes">Undo</button>'
    assert undo in ben.page(dose).text
    assert undo not in ana.page(dose).text
    with clock.moved_to(clock.now() + timedelta(minutes=10)):
        assert undo not in ben.page(dose).text


def test_an_unusual_amount_stays_agreed_to_while_the_rest_is_mended(
    dose: str, ana: Visitor
) -> None:
    fields = {"outcome": "given", "quantity": "10"}
    assert "Yes, it really was so much" in ana.send(f"{dose}/administration", **fields).text
    page = ana.send(f"{dose}/administration", **fields, sure="yes", given_at="nonsense").text
    assert 'name="sure" value="yes" checked' in page


def test_an_absence_that_is_written_down_already_says_so_on_the_page(
    cast: Cast, base: str, ana: Visitor
) -> None:
    away = {"kind": "away", "recipient": cast.rosa, "note": "With Vera"}
    ana.send(f"{base}/absences", **away)
    again = ana.send(f"{base}/absences", **away)
    assert again.status_code == 409
    assert "That is written down already" in again.text
    assert "With Vera" in again.text
    assert 'http-equiv="refresh"' in ana.page(f"{base}/doses").text
    assert 'http-equiv="refresh"' not in again.text  # what was typed would be gone


@pytest.mark.parametrize("day", ["2026-02-31", "soon"])
def test_a_day_of_paper_that_there_is_not_is_said_beside_it(
    cast: Cast, base: str, ana: Visitor, day: str
) -> None:
    here = f"{base}/recipients/{cast.rosa}/medication-chart/entries"
    for page in (ana.page(f"{here}?on={day}"), ana.send(here, on=day)):
        assert page.status_code == 422
        assert f'value="{day}"' in page.text
        assert 'id="on-error"' in page.text


def test_what_paper_holds_and_cannot_be_kept_stands_as_it_was_typed(
    cast: Cast, base: str, ana: Visitor
) -> None:
    first = casting.first_dose(casting.prescribe(cast.ana)).id
    here = f"{base}/recipients/{cast.rosa}/medication-chart/entries"
    fields = {f"outcome-{first}": "given", f"time-{first}": "25:61", f"by-{first}": "KT"}
    page = ana.send(here, **fields)
    assert page.status_code == 422
    for typed in ('value="given" selected', 'value="25:61"', 'value="KT"', f'id="why-{first}"'):
        assert typed in page.text
