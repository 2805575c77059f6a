"""What the clock tells by itself: offered again, the offer over, still nothing recorded."""

from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Invalid
from carecircle.care.medications.giving import queries
from carecircle.care.medications.giving.actions import (
    correct_administration,
    emit_due_doses,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.medications.prescribing.actions import set_medication_thresholds
from carecircle.db.session import reading
from tests import cast
from tests.care.medications.logged_events import types_told
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")


def record(people: Cast, medication: Medication, outcome: str = "refused") -> Administration:
    values = AdministrationInput.read({"outcome": outcome, "reason": "Felt sick"})
    return record_administration(people.ben, cast.first_dose(medication).id, values)


def after(*minutes: int) -> list[str]:
    """The types that the loop tells at these minutes from now, one look each."""
    started, found = clock.now(), []
    for number in minutes:
        with clock.moved_to(started + timedelta(minutes=number)):
            found.append(emit_due_doses())
    return found


def news(people: Cast) -> list[str]:
    told = ("due", "late", "missed", "unrecorded", "reoffered", "offer_ended")
    short = [type_.removeprefix("medication:") for type_ in types_told(people.family_id)]
    return [type_ for type_ in short if type_ in told]


def state(people: Cast, medication: Medication, at: datetime) -> str:
    with clock.moved_to(at), reading() as session:
        found = queries.the_dose(session, people.family_id, cast.first_dose(medication).id)
        return found.state(at)


@pytest.mark.parametrize("outcome", ["refused", "asleep"])
def test_it_is_offered_again_once_and_the_end_of_the_window_is_told(outcome: str) -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    record(people, medication, outcome)
    dose = cast.first_dose(medication)
    after(29, 30, 31, 60, 119, 120, 121, 150)
    assert news(people) == ["reoffered", "offer_ended"]
    assert state(people, medication, dose.closes_at - timedelta(minutes=1)) == "on_offer"
    assert state(people, medication, dose.closes_at) == "recorded"


def test_what_was_given_after_all_is_not_offered_again() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    record(people, medication)
    record(people, medication, "given")
    after(30, 60, 120, 150)
    assert news(people) == []


def test_undoing_it_opens_the_offer_again_until_the_window_ends() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    record(people, medication)
    given = record(people, medication, "given")
    correct_administration(people.ben, given.id, CorrectionInput.read({"undo": True}))
    after(60, 120)
    assert news(people) == ["reoffered", "offer_ended"]


def test_after_a_pause_only_the_end_is_told() -> None:
    people = cast.gather()
    record(people, cast.prescribe(people.ana))
    assert after(300, 301) == [1, 0]
    assert news(people) == ["offer_ended"]


def test_a_refusal_close_to_the_end_is_not_offered_again() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    with clock.moved_to(clock.now() + timedelta(minutes=100)):
        record(people, medication)
    after(120, 130)
    assert news(people) == ["offer_ended"]


def test_half_an_hour_after_the_window_the_whole_family_is_told_once() -> None:
    people = cast.gather()
    cast.prescribe(people.ana)
    after(60, 120, 149, 150, 151, 200)
    assert news(people) == ["late", "missed", "unrecorded"]


def test_nobody_is_told_once_it_is_recorded() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    after(60, 120)
    with clock.moved_to(clock.now() + timedelta(minutes=130)):
        record(people, medication, "given")
    after(150)
    assert news(people) == ["late", "missed"]


def test_a_record_undone_too_late_is_told_at_once() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    given = record(people, medication, "given")
    with clock.moved_to(clock.now() + timedelta(minutes=200)):
        wrong = CorrectionInput.read({"undo": True, "why": "The wrong person"})
        correct_administration(people.ben, given.id, wrong)
    after(201, 202)
    assert news(people) == ["unrecorded"]


def test_each_medication_has_minutes_of_its_own() -> None:
    people = cast.gather()
    own = {"late_min": 15, "window_min": 40, "tell_min": 5}
    medication = cast.prescribe(people.ana, times=cast.wall_clock(60))
    set_medication_thresholds(people.ana, medication.id, own)
    dose = cast.first_dose(medication)
    minutes = [at - dose.due_at for at in (dose.late_at, dose.closes_at, dose.tell_at) if at]
    assert minutes == [timedelta(minutes=n) for n in (15, 40, 45)]
    with pytest.raises(Invalid) as refused:
        set_medication_thresholds(people.ana, medication.id, {"late_min": 60})
    assert list(refused.value.fields) == ["window_min"]
