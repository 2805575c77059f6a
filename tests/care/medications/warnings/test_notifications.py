"""What happens to a medication is a notification, by each member's choices."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.medications.follow_ups.actions import answer_effect, emit_effects_due
from carecircle.care.medications.follow_ups.inputs import EffectInput
from carecircle.care.medications.giving.actions import give_prn
from carecircle.care.medications.giving.inputs import PrnInput
from carecircle.care.medications.models import Administration, Dose, Medication
from carecircle.care.medications.prescribing.actions import (
    change_regimen,
    emit_regimens_in_force,
    stop_medication,
    withdraw_change,
)
from carecircle.care.medications.prescribing.inputs import ChangeInput, StopInput
from carecircle.care.medications.stock.actions import count_stock
from carecircle.care.medications.stock.inputs import CountInput
from carecircle.care.notifications.actions import record_visit, set_choices
from carecircle.care.notifications.inputs import ChoicesInput
from carecircle.care.notifications.queries import notifications
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast
from tests.care.medications.warnings import raising
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")
Before = Callable[[Cast], Medication]
Happen = Callable[[Cast, Medication], None]


def read(people: Cast, who: Actor) -> None:
    with reading() as session:
        last = session.query(Event.seq).order_by(Event.seq.desc()).first()
    record_visit(who, last[0] if last else 0)


def whys(people: Cast, who: Actor) -> list[str]:
    with reading() as session:
        found = notifications(session, people.family_id, who.member_id or "", who.role, on_duty=())
        return sorted(why for _event, why in found)


def one(people: Cast) -> Medication:
    return cast.prescribe(people.ben, stock=10)


def added(people: Cast, _of: Medication) -> None:
    cast.prescribe(people.ben, "Ramipril")


def changed(people: Cast, of: Medication) -> None:
    change_regimen(people.ben, of.id, ChangeInput.read({"quantity": 2, "why": "Dr Malik"}))


def to_come(people: Cast, of: Medication) -> None:
    tomorrow = (clock.now() + timedelta(days=1)).date().isoformat()
    change_regimen(
        people.ben,
        of.id,
        ChangeInput.read({"quantity": 2, "starts_on": tomorrow, "why": "Dr Malik"}),
    )


def changing(people: Cast) -> Medication:
    of = one(people)
    to_come(people, of)
    return of


def in_force(people: Cast, _of: Medication) -> None:
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert emit_regimens_in_force() == 1


def taken_back(people: Cast, of: Medication) -> None:
    withdraw_change(people.ben, of.id)


def stopped(people: Cast, of: Medication) -> None:
    stop_medication(people.ben, of.id, StopInput.read({"why": "Dr Malik said so"}))


def without_a_witness(people: Cast) -> Medication:
    return cast.prescribe(people.ben, "Morphine", needs_witness=True)


def given_alone(people: Cast, of: Medication) -> None:
    raising.record(people, of, no_witness_why="Nobody else is here")


def counted_less(people: Cast, of: Medication) -> None:
    count = {"quantity": 9, "note": "One fell behind the stove"}
    count_stock(people.ben, of.id, CountInput.read(count))


def thrice(people: Cast, **more: object) -> Medication:
    times = ", ".join(cast.wall_clock(minutes) for minutes in (0, 1, 2))
    return cast.prescribe(people.ben, times=times, **more)


def refused_thrice(people: Cast, of: Medication) -> None:
    with reading() as session:
        rows = session.query(Dose).filter_by(medication_id=of.id).order_by(Dose.due_at)
        doses = [dose.id for dose in rows.limit(3)]
    for dose in doses:
        values = {"outcome": "refused", "reason": "Did not want it"}
        raising.record_administration(people.ben, dose, raising.AdministrationInput.read(values))


def almost_gone(people: Cast) -> Medication:
    return cast.prescribe(people.ben, stock=8)


def nearly_none(people: Cast) -> Medication:
    return cast.prescribe(people.ben, stock=1)


def given(people: Cast, of: Medication) -> None:
    raising.record(people, of)


def prn(people: Cast) -> Medication:
    of = cast.prescribe_prn(people.ben)
    give_prn(people.ben, of.id, PrnInput.read({"reason": "Hip pain", "score": 5}))
    return of


def worse(people: Cast, _of: Medication) -> None:
    _answer(people, "worse")


def better(people: Cast, _of: Medication) -> None:
    _answer(people, "worked")


def _answer(people: Cast, effect: str) -> None:
    with reading() as session:
        record = session.query(Administration).one().id
    answer_effect(people.ben, record, EffectInput.read({"effect": effect}))


def hour_is_over(people: Cast, _of: Medication) -> None:
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        assert emit_effects_due() == 1


def twice(people: Cast) -> Medication:
    of = one(people)
    raising.record(people, of)
    return of


def second_dose(people: Cast, of: Medication) -> None:
    raising.record(people, of, **raising.REALLY)


def critical(people: Cast) -> Medication:
    return cast.prescribe(people.ben, "Levodopa", is_time_critical=True)


def not_available(people: Cast, of: Medication) -> None:
    raising.record(people, of, "unavailable", reason="The box is empty")


def window_ends(people: Cast, of: Medication) -> None:
    raising.by_clock(of, lambda dose: dose.closes_at)


STORIES: list[tuple[Before, Happen, list[str]]] = [
    (one, added, ["changed"]),
    (one, changed, ["changed"]),
    (one, to_come, ["changed"]),
    (changing, in_force, ["changed"]),
    (changing, taken_back, ["changed"]),
    (one, stopped, ["changed"]),
    (without_a_witness, given_alone, ["incident"]),
    (one, counted_less, ["incident"]),
    (thrice, refused_thrice, ["contact"]),
    (lambda people: thrice(people, is_time_critical=True), refused_thrice, ["contact", "contact"]),
    (almost_gone, given, ["stock"]),
    (nearly_none, given, ["stock"]),
    (prn, worse, ["worse"]),
    (prn, better, []),
    (prn, hour_is_over, ["effect"]),
    (twice, second_dose, ["danger"]),
    (critical, not_available, ["danger"]),
    (critical, window_ends, ["danger"]),
]


@pytest.mark.parametrize(("before", "happen", "expected"), STORIES)
def test_it_is_notified_of(before: Before, happen: Happen, expected: list[str]) -> None:
    people = cast.gather()
    of = before(people)
    read(people, people.ana)
    read(people, people.ben)
    happen(people, of)
    assert whys(people, people.ana) == expected


def test_it_may_be_turned_off_and_what_is_dangerous_may_not() -> None:
    people = cast.gather()
    of = twice(people)
    read(people, people.vera)
    set_choices(people.vera, ChoicesInput.read({"medications": False, "doses": False}))
    changed(people, of)
    assert whys(people, people.vera) == []
    second_dose(people, of)
    assert whys(people, people.vera) == ["danger"]


def test_it_is_on_until_it_is_turned_off() -> None:
    people = cast.gather()
    of = one(people)
    read(people, people.vera)
    changed(people, of)
    assert whys(people, people.vera) == ["changed"]
    set_choices(people.vera, ChoicesInput.read({"notes": False}))
    assert whys(people, people.vera) == ["changed"]


def test_the_last_one_is_said_although_it_was_low_before() -> None:
    people = cast.gather()
    of = cast.prescribe(people.ben, times=f"{cast.wall_clock(0)}, {cast.wall_clock(1)}", stock=2)
    with reading() as session:
        rows = session.query(Dose).filter_by(medication_id=of.id).order_by(Dose.due_at)
        doses = [dose.id for dose in rows.limit(2)]
    levels = []
    for dose in doses:
        sure = {"confirm": "too-close", "reason": "As the doctor said"}
        values = raising.AdministrationInput.read({"outcome": "given", **sure})
        raising.record_administration(people.ben, dose, values)
        with reading() as session:
            events = session.query(Event).filter_by(type="medication:stock_low")
            levels.append([event.data["level"] for event in events.order_by(Event.seq)])
    assert levels == [["urgent"], ["urgent", "out"]]
