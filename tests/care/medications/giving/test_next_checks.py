"""After a correction and after an undo, the clock does with a dose what the outcome asks for."""

from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.medications import outcomes
from carecircle.care.medications.giving.actions import (
    correct_administration,
    emit_due_doses,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput
from carecircle.care.medications.models import Administration, Dose, Medication
from tests import cast
from tests.care.medications.logged_events import types_told
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")

ON_OFFER = ("refused", "asleep", "unavailable")


def values(outcome: str) -> dict[str, object]:
    quantity = {"quantity": 0.5} if outcome == "partly" else {}
    return {"outcome": outcome, "reason": "Dr Lee, by phone", **quantity}


def record(people: Cast, medication: Medication, outcome: str) -> Administration:
    dose = cast.first_dose(medication).id
    return record_administration(people.ben, dose, AdministrationInput.read(values(outcome)))


def correct(people: Cast, old: Administration, **wanted: object) -> None:
    wanted = {"why": "The wrong button", **wanted}
    correct_administration(people.ben, old.id, CorrectionInput.read(wanted))


def checks(dose: Dose) -> tuple[datetime | None, datetime | None]:
    return dose.offer_at, dose.changes_at


def reoffers(people: Cast) -> int:
    return types_told(people.family_id).count("medication:reoffered")


def at_minute(number: int) -> None:
    """The loop looks once, so many minutes from now."""
    with clock.moved_to(clock.now() + timedelta(minutes=number)):
        emit_due_doses()


@pytest.mark.parametrize("new", outcomes.OUTCOMES)
def test_a_corrected_dose_is_checked_when_a_first_record_would_be(new: str) -> None:
    """Each pair of outcomes; ten minutes lie between record and correction."""
    people = cast.gather()
    begun, later = clock.now(), clock.now() + timedelta(minutes=10)
    first = cast.prescribe(people.ana, "At once")
    with clock.moved_to(later):
        record(people, first, new)
    assert (cast.first_dose(first).offer_at is not None) == (new in ON_OFFER)
    for old in outcomes.OUTCOMES:
        corrected = cast.prescribe(people.ana, f"Not {old}")
        with clock.moved_to(begun):
            wrong = record(people, corrected, old)
        with clock.moved_to(later):
            correct(people, wrong, **values(new))
        assert checks(cast.first_dose(corrected)) == checks(cast.first_dose(first)), (old, new)


@pytest.mark.parametrize("old", outcomes.OUTCOMES)
def test_a_record_undone_leaves_the_dose_as_if_there_were_none(old: str) -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    before = checks(cast.first_dose(medication))
    correct(people, record(people, medication, old), undo=True)
    assert checks(cast.first_dose(medication)) == before


@pytest.mark.parametrize("new", ON_OFFER)
def test_a_dose_corrected_to_refused_is_offered_again_once(new: str) -> None:
    people = cast.gather()
    correct(people, record(people, cast.prescribe(people.ana), "given"), **values(new))
    found = []
    for minute in (29, 30, 31, 60):
        at_minute(minute)
        found.append(reoffers(people))
    assert found == [0, 1, 1, 1]


def test_a_refusal_that_counts_again_keeps_its_own_time() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    record(people, medication, "refused")
    offer_at = cast.first_dose(medication).offer_at
    with clock.moved_to(clock.now() + timedelta(minutes=5)):
        given = record(people, medication, "given")
        assert cast.first_dose(medication).offer_at is None
        correct(people, given, undo=True)
    assert cast.first_dose(medication).offer_at == offer_at is not None


def test_undoing_an_older_refusal_does_not_offer_the_dose_twice() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    older = record(people, medication, "refused")
    with clock.moved_to(clock.now() + timedelta(minutes=5)):
        record(people, medication, "asleep")
    at_minute(36)
    assert reoffers(people) == 1
    with clock.moved_to(clock.now() + timedelta(minutes=40)):
        correct(people, older, undo=True)
    at_minute(41)
    at_minute(80)
    assert reoffers(people) == 1
