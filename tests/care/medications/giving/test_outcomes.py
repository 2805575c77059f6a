"""What may have happened to a dose or a PRN, and what is asked of each (rules 2 to 4, 12, 13)."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Invalid
from carecircle.care.medications import outcomes, prn, regimens
from carecircle.care.medications.follow_ups.actions import emit_effects_due
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions import (
    correct_administration,
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput, PrnInput
from carecircle.care.medications.models import Medication
from carecircle.db.session import reading
from tests import cast
from tests.care.medications.logged_events import told

pytestmark = pytest.mark.usefixtures("database", "morning")

WITHOUT_A_REASON = ("given", "self_administered", "prompted")
NOT_GIVEN = [one for one in outcomes.OUTCOMES if one not in WITHOUT_A_REASON]
ASKED_OF_A_PRN = ["indication", "min_interval_h", "max_per_day", "tried_first"]
ASKED_OF_A_PRN += ["expected_effect", "call_when", "review_on"]


def said(**values: object) -> AdministrationInput:
    return AdministrationInput.read(values)


@pytest.mark.parametrize("outcome", NOT_GIVEN)
def test_what_was_not_given_in_full_says_why(outcome: str) -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana)).id
    taken = {"quantity": 0.5} if outcome == "partly" else {}
    with pytest.raises(Invalid) as refused:
        record_administration(people.ben, dose, said(outcome=outcome, **taken))
    assert list(refused.value.fields) == ["reason"]
    why = said(outcome=outcome, reason="Dr Lee, by phone", **taken)
    assert record_administration(people.ben, dose, why).outcome == outcome


@pytest.mark.parametrize("outcome", WITHOUT_A_REASON)
def test_what_was_taken_in_full_and_in_time_asks_for_nothing(outcome: str) -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana)).id
    record = record_administration(people.ben, dose, said(outcome=outcome))
    assert (record.closes, record.quantity, record.was_late) == (True, 1000, False)


def test_what_was_refused_slept_through_or_unavailable_stays_on_offer() -> None:
    open_still = {one.name for one in outcomes.BY_NAME.values() if one.stays_on_offer}
    assert open_still == {"refused", "asleep", "unavailable"}


def test_an_early_dose_is_recorded_and_says_why() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana, times="11:00")).id
    with pytest.raises(Invalid) as refused:
        record_administration(people.ben, dose, said(outcome="given"))
    assert "This is early: due at 11:00" in refused.value.fields["reason"]
    record = record_administration(people.ben, dose, said(outcome="given", reason="A walk"))
    assert record.closes
    with reading() as session:
        found = giving_queries.the_dose(session, people.family_id, dose)
        assert found.state(clock.now()) == "recorded"


@pytest.mark.parametrize("left_out", ASKED_OF_A_PRN)
def test_a_prn_is_not_active_without_each_of_what_it_needs(left_out: str) -> None:
    people = cast.gather()
    medication = cast.prescribe_prn(people.ana, **{left_out: ""})
    assert medication.activated_at is None
    with reading() as session:
        asked = regimens.the_prn(session, people.family_id, medication.id)
        assert list(prn.missing(asked.medication, asked.regimen)) == [left_out]


def given(people: cast.Cast, medication: Medication) -> str:
    why = PrnInput.read({"reason": "Hip pain", "score": 5})
    return give_prn(people.ben, medication.id, why).id


def test_its_effect_is_asked_for_after_an_hour_and_once() -> None:
    people = cast.gather()
    record = given(people, cast.prescribe_prn(people.ana))
    now = clock.now()
    with clock.moved_to(now + timedelta(minutes=59)):
        assert emit_effects_due() == 0
    with clock.moved_to(now + timedelta(minutes=60)):
        assert [emit_effects_due(), emit_effects_due()] == [1, 0]
    [event] = told(people.family_id, "medication:effect_due")
    assert event["administration"] == record


def test_what_was_undone_is_asked_nothing() -> None:
    people = cast.gather()
    record = given(people, cast.prescribe_prn(people.ana))
    correct_administration(people.ben, record, CorrectionInput.read({"undo": True}))
    with clock.moved_to(clock.now() + timedelta(minutes=61)):
        assert emit_effects_due() == 0
