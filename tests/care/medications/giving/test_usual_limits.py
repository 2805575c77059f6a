"""Limits that nobody entered: what public leaflets say holds until a reason says otherwise."""

from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Asked
from carecircle.care.medications.formulary.usual_limits import usual_limits
from carecircle.care.medications.giving.actions import give_prn, record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput, PrnInput
from carecircle.care.medications.models import Dose, Medication
from carecircle.care.medications.prescribing.actions import add_medication, change_regimen
from carecircle.care.medications.prescribing.inputs import ChangeInput, MedicationInput
from carecircle.care.observations.actions import record_observation
from carecircle.care.observations.inputs import ObservationInput
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")

MIDNIGHT = datetime.fromisoformat("2026-11-23T00:00:00+00:00")


def add(people: Cast, name: str, **values: object) -> Medication:
    given = {"name": name, "quantity": 1, "times": "08:00", **values}
    with clock.moved_to(MIDNIGHT - timedelta(hours=6)):
        return add_medication(people.ana, MedicationInput.read(given))


def give(people: Cast, medication: Medication, time: str, at: str, day: int = 0) -> None:
    hours, minutes = map(int, at.split(":"))
    with reading() as session:
        on = (MIDNIGHT + timedelta(days=day)).date()
        key = {"medication_id": medication.id, "local_on": on, "local_time": time}
        dose = session.query(Dose).filter_by(**key).one()
    with clock.moved_to(MIDNIGHT + timedelta(days=day, hours=hours, minutes=minutes)):
        values = {"outcome": "given", "reason": "Pain"}
        record_administration(people.ben, dose.id, AdministrationInput.read(values))


def test_three_grams_of_paracetamol_within_an_hour_are_asked_about() -> None:
    people = cast.gather()
    both = {"confirm": "duplicate", "reason": "Two boxes", "quantity": 2}
    one = add(people, "Paracetamol 500 mg", times="08:00", quantity=2)
    other = add(people, "Panadol 500 mg", times="08:30", **both)
    third = add(people, "acetaminophen 500 mg", times="09:00", **both)
    give(people, one, "08:00", "08:00")
    for medication, time in ((other, "08:30"), (third, "09:00")):
        with pytest.raises(Asked) as asked:
            give(people, medication, time, time)
        assert asked.value.code == "too-early"
        assert asked.value.next_safe_at == MIDNIGHT + timedelta(hours=12)


SOON = [
    ("Paracetamol 500 mg", "Panadol", 3),
    ("Ibuprofen 200 mg", "Nurofen 200mg tablets", 3),
    ("Aspirin 300 mg", "Ácido acetilsalicílico 500 mg", 2),
    ("Naproxen 250 mg", "Naprosyn 250 mg", 5),
    ("Cetirizine 10 mg", "Zirtek 10 mg", 12),
    ("Loratadine 10 mg", "Clarityn 10 mg", 12),
]


@pytest.mark.parametrize(("first", "second", "hours"), SOON)
def test_a_common_medicine_has_a_least_interval(first: str, second: str, hours: int) -> None:
    people = cast.gather()
    one = add(people, first, times="06:00")
    later = f"{6 + hours:02}:00"
    other = add(people, second, times=later, confirm="duplicate", reason="Both")
    give(people, one, "06:00", "06:00")
    with pytest.raises(Asked) as asked:
        give(people, other, later, later)
    assert asked.value.code == "too-early"


def test_what_is_planned_at_its_times_is_not_asked_about() -> None:
    people = cast.gather()
    cetirizine = add(people, "Cetirizine 10 mg", times="08:00")
    times = "08:00, 12:00, 16:00, 20:00"
    paracetamol = add(people, "Paracetamol 500 mg", times=times, quantity=2)
    for day, late in ((0, 14), (1, 0)):
        for time in times.split(", "):
            give(people, paracetamol, time, f"{time[:3]}{late:02}", day)
        give(people, cetirizine, "08:00", f"08:{late:02}", day)


def test_the_usual_maximum_counts_all_medications() -> None:
    people = cast.gather()
    times = "06:00, 10:00, 14:00, 18:00"
    regular = add(people, "Paracetamol 500 mg", times=times, quantity=2)
    both = {"confirm": "duplicate", "reason": "Both"}
    other = add(people, "Panadol 500 mg", times="22:00", quantity=2, **both)
    for time in times.split(", "):
        give(people, regular, time, time)
    with pytest.raises(Asked) as asked:
        give(people, other, "22:00", "22:00")
    assert asked.value.code == "over-maximum"


@pytest.mark.parametrize(("weight", "is_asked"), [("30", True), ("49", False), ("70", False)])
def test_under_fifty_kilograms_it_is_less(weight: str, is_asked: bool) -> None:
    people = cast.gather()
    with clock.moved_to(MIDNIGHT - timedelta(days=1)):
        weighed = {"kind": "weight", "value": weight, "unit": "kg", "recipient": people.rosa}
        record_observation(people.ana, ObservationInput.read(weighed))
    one = add(people, "Paracetamol 500 mg", times="06:00, 12:00", quantity=2)
    both = {"confirm": "duplicate", "reason": "Both"}
    other = add(people, "Panadol 500 mg", times="18:00", quantity=1, **both)
    give(people, one, "06:00", "06:00")
    give(people, one, "12:00", "12:00")
    if not is_asked:
        return give(people, other, "18:00", "18:00")
    with pytest.raises(Asked) as asked:
        give(people, other, "18:00", "18:00")
    assert asked.value.code == "over-maximum"
    return None


@pytest.mark.parametrize(
    ("weight", "most"), [(None, 4000), (50, 4000), (80, 4000), (49, 2940), (40, 2400)]
)
def test_the_maximum_by_weight(weight: float | None, most: int) -> None:
    assert usual_limits()["paracetamol"].day_micrograms(weight) == most * 1000
    assert usual_limits()["ibuprofen"].day_micrograms(weight) == 1_200_000


ABOVE = [
    ("Paracetamol 500 mg", {"quantity": 6}),
    ("Paracetamol 500 mg", {"quantity": 2, "times": "06:00, 10:00, 14:00, 18:00, 22:00"}),
    ("Paracetamol 500 mg", {"quantity": 2, "max_per_day": 12}),
    ("Panadol", {"min_interval_h": 1}),
    ("Ibuprofen 400 mg", {"times": "06:00, 10:00, 14:00, 18:00"}),
    ("Ibuprofen 200 mg", {"max_per_day": 12}),
    ("Cetirizine 10 mg", {"times": "08:00, 20:00"}),
    ("Loperamide 2 mg capsules", {"max_per_day": 12, "unit": "capsule"}),
]


@pytest.mark.parametrize(("name", "plan"), ABOVE)
def test_more_than_usual_is_written_down_with_a_reason(name: str, plan: dict[str, object]) -> None:
    people = cast.gather()
    with pytest.raises(Asked) as asked:
        add(people, name, **plan)
    assert asked.value.code == "usual-limit"
    assert asked.value.more["source"]
    made = add(people, name, **plan, confirm="usual-limit", reason="Dr Malik")
    assert (made.confirmed, made.confirmed_why) == (["usual-limit"], "Dr Malik")


def test_a_change_above_it_is_asked_about_too() -> None:
    people = cast.gather()
    medication = add(people, "Paracetamol 500 mg", quantity=1)
    values = {"quantity": 3, "why": "Dr Malik"}
    with pytest.raises(Asked) as asked:
        change_regimen(people.ana, medication.id, ChangeInput.read(values))
    assert asked.value.code == "usual-limit"
    change_regimen(
        people.ana, medication.id, ChangeInput.read({**values, "confirm": "usual-limit"})
    )


def test_a_limit_that_somebody_entered_counts() -> None:
    people = cast.gather()
    with clock.moved_to(MIDNIGHT):
        prn = cast.prescribe_prn(people.ana, "Paracetamol 500 mg", min_interval_h=1, max_per_day=9)
    for hours in range(8, 12):
        with clock.moved_to(MIDNIGHT + timedelta(hours=hours)):
            give_prn(people.ben, prn.id, PrnInput.read({"reason": "Pain", "score": 5}))
