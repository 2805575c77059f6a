"""No interval and no maximum is broken unawares, whoever gives what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Invalid, RuleBroken
from carecircle.care.medications.giving.actions import (
    correct_administration,
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput, PrnInput
from carecircle.care.medications.models import Administration, Incident, Medication
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")

EIGHT = datetime.fromisoformat("2026-11-23T08:00:00+00:00")
CODEINE = "codeine 8 mg; paracetamol 500 mg"


def at(hours: float) -> datetime:
    return EIGHT + timedelta(hours=hours)


def prn(**values: object) -> PrnInput:
    return PrnInput.read({"reason": "Hip pain", "score": 5, **values})


def given(**values: object) -> AdministrationInput:
    return AdministrationInput.read({"outcome": "given", **values})


def medicine_chest(people: Cast) -> tuple[Medication, Medication]:
    """Paracetamol at 08:00, and co-codamol as needed: at least four hours apart."""
    with clock.moved_to(at(-1)):
        regular = cast.prescribe(
            people.ana,
            "Paracetamol",
            strength="500 mg",
            quantity=2,
            times="08:00",
            min_interval_h=4,
            max_per_day=8,
        )
        as_needed = cast.prescribe_prn(
            people.ana, "Co-codamol", quantity=2, ingredients=CODEINE, min_interval_h=4
        )
    return regular, as_needed


def test_paracetamol_at_eight_and_cocodamol_at_ten_is_blocked_until_twelve() -> None:
    people = cast.gather()
    regular, as_needed = medicine_chest(people)
    with clock.moved_to(at(0)):
        record_administration(people.ben, cast.first_dose(regular).id, given())
    with clock.moved_to(at(2)), pytest.raises(RuleBroken, match="paracetamol") as refused:
        give_prn(people.ana, as_needed.id, prn())
    assert (refused.value.status, refused.value.code) == (422, "too-early")
    assert refused.value.next_safe_at == at(4)
    with clock.moved_to(at(4)):
        assert give_prn(people.ana, as_needed.id, prn()).quantity == 2000


def test_what_was_really_given_against_a_rule_is_kept_as_an_incident() -> None:
    people = cast.gather()
    regular, as_needed = medicine_chest(people)
    with clock.moved_to(at(0)):
        record_administration(people.ben, cast.first_dose(regular).id, given())
    with clock.moved_to(at(1)):
        give_prn(people.ana, as_needed.id, prn(really_given=True))
    with reading() as session:
        [incident] = session.query(Incident)
    assert (incident.kind, incident.words, incident.by_name) == (
        "interval",
        "Hip pain",
        "Ana Almeida",
    )


def test_a_correction_cannot_break_what_a_record_could_not() -> None:
    people = cast.gather()
    regular, as_needed = medicine_chest(people)
    with clock.moved_to(at(-0.5)):
        record = give_prn(people.ana, as_needed.id, prn(outcome="refused"))
    with clock.moved_to(at(0)):
        record_administration(people.ben, cast.first_dose(regular).id, given())
        values = {"outcome": "given", "why": "She did take it", "reason": "Pain", "score": 4}
        with pytest.raises(RuleBroken):
            correct_administration(people.ana, record.id, CorrectionInput.read(values))
    with reading() as session:
        assert session.get_one(Administration, record.id).voided_at is None


def test_of_two_that_share_an_ingredient_at_once_one_passes() -> None:
    people = cast.gather()
    first = cast.prescribe_prn(people.ana, "Paracetamol", strength="500 mg", quantity=2)
    second = cast.prescribe_prn(people.ana, "Co-codamol", quantity=2, ingredients=CODEINE)

    def attempt(number: int) -> str:
        actor = people.ana if number % 2 else people.ben
        try:
            return give_prn(actor, (first, second)[number % 2].id, prn()).id
        except RuleBroken as error:
            return error.code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(16)))
    assert answers.count("too-early") == 15


def test_ten_times_the_dose_is_asked_about_in_words() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana, "Morphine", quantity="0.5"))
    with pytest.raises(RuleBroken, match="10 times the planned dose") as refused:
        record_administration(people.ben, dose.id, given(quantity=5))
    assert refused.value.code == "ten-times"
    assert record_administration(people.ben, dose.id, given(quantity=5, sure=True)).quantity == 5000


def test_what_is_recorded_late_says_why() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    sixteen = (clock.now() - timedelta(minutes=16)).isoformat()
    with pytest.raises(Invalid, match="Check what you entered"):
        record_administration(people.ben, dose.id, given(given_at=sixteen))
    record = record_administration(
        people.ben, dose.id, given(given_at=sixteen, reason="No network in the bedroom")
    )
    assert record.recorded_at - record.given_at >= timedelta(minutes=16)


def test_a_second_dose_that_was_really_given_is_an_incident_beside_the_first() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    first = record_administration(people.ben, dose.id, given())
    second = record_administration(
        people.ana, dose.id, given(really_given=True, reason="Did not see Ben's")
    )
    with reading() as session:
        [incident] = session.query(Incident)
        assert session.get_one(Administration, first.id).voided_at is None
    assert (incident.kind, incident.administration_id, second.is_extra) == (
        "second_dose",
        second.id,
        True,
    )
