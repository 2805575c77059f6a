"""What a medication is can be corrected, with the old beside the new; a stopped one restarts."""

from datetime import UTC, datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Conflict, Invalid, NotAllowed, RuleBroken
from carecircle.care.medications import regimens
from carecircle.care.medications.giving.actions import give_prn
from carecircle.care.medications.giving.inputs import PrnInput
from carecircle.care.medications.giving.queries import doses_where
from carecircle.care.medications.models import Dose, Medication
from carecircle.care.medications.prescribing.actions import (
    correct_medication,
    restart_medication,
    stop_medication,
)
from carecircle.care.medications.prescribing.detail_inputs import (
    MedicationCorrectionInput,
    MedicationRestartInput,
)
from carecircle.care.medications.prescribing.inputs import StopInput
from carecircle.care.medications.prescribing.queries import ingredients_of, revisions_of
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")

FIELDS = {
    "name": ("Amlodipin", "Amlodipine"),
    "strength": ("5 mg", "10 mg"),
    "form": ("tablet", "capsule"),
    "route": ("by mouth", "through a gastrostomy"),
    "instructions": ("With water", "With food"),
    "indication": (None, "Blood pressure"),
    "prescriber": ("Dr Lee", None),
    "pharmacy": (None, "Corner Pharmacy"),
    "sites": (None, ["left arm", "right arm"]),
    "removes_old": (False, True),
    "asks_glucose": (False, True),
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_correction_keeps_the_old_beside_the_new(field: str) -> None:
    people = cast.gather()
    old, new = FIELDS[field]
    medication = cast.prescribe(people.ana, **({"name": "Amlodipine"} | {field: old}))
    correct(people, medication, **{field: new})
    with reading() as session:
        found = regimens.the_medication(session, people.family_id, medication.id)
        [revision] = revisions_of(session, medication.id)
    assert getattr(found, field) == new
    assert revision.before[field] == _words(old)
    assert revision.after[field] == _words(new)
    assert (revision.why, revision.by_name, revision.kind) == (
        "Typed wrong",
        "Ana Almeida",
        "corrected",
    )


def _words(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(value)
    return "yes" if value is True else value if isinstance(value, str) else None


@pytest.mark.parametrize(
    ("said", "after", "expected"),
    [
        ({}, {"strength": "1 g"}, {"paracetamol": 1_000_000}),
        ({}, {"name": "Ibuprofen", "strength": "400 mg"}, {"ibuprofen": 400_000}),
        ({}, {"name": "Panadol"}, {"paracetamol": 500_000}),
        ({}, {"ingredients": "codeine 8 mg"}, {"codeine": 8_000}),
        ({"ingredients": "codeine 8 mg"}, {"strength": "1 g"}, {"codeine": 8_000}),
        ({"ingredients": "codeine 8 mg"}, {"ingredients": ""}, {"paracetamol": 500_000}),
        ({}, {"instructions": "With food"}, {"paracetamol": 500_000}),
    ],
)
def test_ingredients_follow_the_label_unless_they_were_typed(
    said: dict[str, str], after: dict[str, str], expected: dict[str, int]
) -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, name="Paracetamol", strength="500 mg", **said)
    correct(people, medication, **after)
    with reading() as session:
        found = {one.name: one.amount for one in ingredients_of(session, medication.id)}
    assert found == expected


@pytest.mark.parametrize(
    ("name", "strength"),
    [("Panadol", "500 mg"), ("Ibuprofen", "400 mg"), ("Paracetamol", "250 mg"), ("Codeine", None)],
)
def test_what_was_given_before_still_counts(name: str, strength: str | None) -> None:
    """Whatever the correction says, neither the old ingredient nor the new one is free again."""
    people = cast.gather()
    first = cast.prescribe_prn(people.ana, "Paracetamol", strength="500 mg", max_per_day=1)
    other = cast.prescribe_prn(people.ana, "Panadol", strength="500 mg", max_per_day=1)
    give(people, first)
    correct(people, first, name=name, strength=strength)
    with pytest.raises(RuleBroken) as refused:
        give(people, other)
    assert refused.value.code in ("over-maximum", "too-early")


def test_a_correction_that_changes_nothing_is_no_correction() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, name="Amlodipine", strength="5 mg")
    with pytest.raises(Conflict):
        correct(people, medication, name="Amlodipine", strength="5 mg")
    with pytest.raises(Invalid):
        correct(people, medication, name="")
    with pytest.raises(NotAllowed):
        correct_medication(people.vera, medication.id, MedicationCorrectionInput.read({"why": "x"}))


COVERT = {"is_covert": True, "covert_agreed_by": "Dr Lee", "covert_review_on": "2026-12-20"}


@pytest.mark.parametrize("missing", ["covert_agreed_by", "covert_review_on"])
def test_covert_giving_needs_an_agreement_and_a_review(missing: str) -> None:
    people = cast.gather()
    with pytest.raises(Invalid) as refused:
        cast.prescribe(people.ana, **(COVERT | {missing: ""}))
    assert list(refused.value.fields) == [missing]
    medication = cast.prescribe(people.ana, **COVERT)
    with pytest.raises(Invalid) as refused:
        correct(people, medication, **{missing: None})
    assert list(refused.value.fields) == [missing]


def test_without_a_route_none_is_said() -> None:
    assert cast.prescribe(cast.gather().ana).route is None


def test_a_stopped_one_restarts_as_it_was_and_keeps_its_stop() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times="18:00", quantity=2)
    stop_medication(people.ana, medication.id, StopInput.read({"why": "Dizzy"}))
    restart(people, medication)
    with reading() as session:
        found = regimens.the_medication(session, people.family_id, medication.id)
        regimen = regimens.regimen_of(session, medication.id)
        [revision] = revisions_of(session, medication.id)
        doses = doses_where(session, Dose.medication_id == medication.id)
    assert (found.stopped_at, regimen and regimen.quantity) == (None, 2000)
    assert (revision.kind, revision.before["stopped_why"]) == ("restarted", "Dizzy")
    assert [one.dose.local_time for one in doses] == ["18:00"] * 3


def test_a_restart_may_change_the_dose_and_begins_a_taper_anew() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times="18:00", quantity="", steps="4 for 2; 2 for 2")
    stop_medication(people.ana, medication.id, StopInput.read({"why": "In hospital"}))
    with clock.moved_to(datetime(2026, 12, 20, 10, 0, tzinfo=UTC)):
        restart(people, medication, times="19:00")
        with reading() as session:
            regimen = regimens.regimen_of(session, medication.id)
    assert regimen is not None
    assert regimen.ends_on == regimen.starts_on + timedelta(days=3)
    assert regimen.times == ["19:00"]


def test_what_is_not_stopped_does_not_restart() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    with pytest.raises(Conflict):
        restart(people, medication)
    with pytest.raises(NotAllowed):
        restart_medication(people.vera, medication.id, MedicationRestartInput.read({"why": "x"}))


def correct(people: Cast, medication: Medication, **said: object) -> None:
    sent = {"why": "Typed wrong", **said}
    correct_medication(people.ana, medication.id, MedicationCorrectionInput.read(sent))


def restart(people: Cast, medication: Medication, **said: object) -> None:
    sent = {"why": "Dr Lee, by phone", **said}
    restart_medication(people.ana, medication.id, MedicationRestartInput.read(sent))


def give(people: Cast, medication: Medication) -> None:
    give_prn(people.ben, medication.id, PrnInput.read({"reason": "Pain", "score": 5}))
