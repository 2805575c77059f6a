"""What is used daily, or not at all, asks for one review that somebody takes on."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.medications.follow_ups import queries
from carecircle.care.medications.follow_ups.actions import open_review_tasks, update_task
from carecircle.care.medications.follow_ups.inputs import StepInput
from carecircle.care.medications.giving.actions import give_prn
from carecircle.care.medications.giving.inputs import PrnInput
from carecircle.care.medications.models import Medication
from carecircle.db.session import reading
from carecircle.web.shared.wording.follow_up_words import why_words
from tests import cast
from tests.care.medications.logged_events import told
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")


def give_on(people: Cast, medication: Medication, *days: int) -> None:
    begin = clock.now()
    for number in days:
        with clock.moved_to(begin + timedelta(days=number)):
            given = PrnInput.read({"reason": "Pain", "score": 4})
            give_prn(people.ben, medication.id, given)


def look_on(*days: int) -> None:
    """What the jobs loop does, twice on each of these days."""
    begin = clock.now()
    for number in days:
        with clock.moved_to(begin + timedelta(days=number)):
            open_review_tasks()
            assert open_review_tasks() == 0


def asked(people: Cast) -> list[str | None]:
    with reading() as session:
        return [
            why_words(task.reason, task.count, task.why)
            for task, _of in queries.open_tasks(session, people.family_id)
        ]


def test_seven_days_running_ask_for_one_review_at_once() -> None:
    people = cast.gather()
    medication = cast.prescribe_prn(people.ana)
    give_on(people, medication, *range(6))
    assert asked(people) == []
    give_on(people, medication, 6)
    assert asked(people) == ["Used on each of the last 7 days"]
    give_on(people, medication, 7, 8)
    look_on(8, 9)
    assert len(told(people.family_id, "medication:task")) == 1


def test_thirty_days_without_ask_for_one_review_until_it_is_used_again() -> None:
    people = cast.gather()
    medication = cast.prescribe_prn(people.ana)
    look_on(0, 29)
    assert asked(people) == []
    look_on(30, 31, 60)
    assert asked(people) == ["Not used for 30 days"]
    with reading() as session:
        [(task, _of)] = queries.open_tasks(session, people.family_id)
    for said in ({"step": "claimed"}, {"step": "done", "outcome": "Dr Malik: keep it"}):
        update_task(people.ben, task.id, StepInput.read(said))
    look_on(61)
    assert asked(people) == []
    give_on(people, medication, 62)
    look_on(63, 92)
    assert asked(people) == ["Not used for 30 days"]


def test_the_day_of_its_review_asks_for_one_too() -> None:
    people = cast.gather()
    on = (clock.now() + timedelta(days=3)).date().isoformat()
    cast.prescribe(people.ana, review_on=on)
    look_on(2)
    assert asked(people) == []
    look_on(3, 4)
    assert asked(people) == ["The day of its review has come"]
