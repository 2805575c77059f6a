"""On duty is who checked in; nobody leaves a dose without a word; the clock speaks once."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Conflict, Invalid, NotAllowed, NotFound, RuleBroken
from carecircle.care.shifts import actions, inputs, queries
from carecircle.care.shifts.models import Shift
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast

pytestmark = pytest.mark.usefixtures("database")


def plan(actor: Actor, minutes: int = 0, **given: object) -> Shift:
    begin = clock.now() + timedelta(minutes=minutes)
    hours = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=8)).isoformat()}
    return actions.plan_shifts(actor, inputs.ShiftInput.read(hours | given))[0]


def types(family_id: str) -> list[str]:
    with reading() as session:
        rows = session.query(Event).filter_by(family_id=family_id).order_by(Event.seq)
        return [event.type for event in rows]


def on_duty(people: cast.Cast) -> list[str | None]:
    with reading() as session:
        return [shift.member_id for shift in queries.on_duty(session, people.family_id)]


def test_a_shift_on_the_rota_is_nobody_on_duty_until_they_check_in() -> None:
    people = cast.gather()
    shift = plan(people.ana, member=people.ben.member_id)
    assert on_duty(people) == []
    actions.start_shift(people.ben, shift.id)
    assert on_duty(people) == [people.ben.member_id]
    actions.end_shift(people.ben, shift.id, None, [])
    assert on_duty(people) == []
    assert types(people.family_id) == ["shift:changed", "shift:started", "shift:ended"]


def test_checking_in_twice_is_one_check_in() -> None:
    people = cast.gather()
    shift = plan(people.ben)
    actions.start_shift(people.ben, shift.id)
    actions.start_shift(people.ben, shift.id)
    assert types(people.family_id).count("shift:started") == 1
    with pytest.raises(Conflict):
        actions.start_shift(people.ana, shift.id)


def test_it_refuses_a_check_in_hours_before() -> None:
    people = cast.gather()
    with pytest.raises(RuleBroken):
        actions.start_shift(people.ben, plan(people.ben, minutes=180).id)


def test_nobody_leaves_a_dose_unrecorded_without_saying_why() -> None:
    people = cast.gather()
    shift = plan(people.ben)
    actions.start_shift(people.ben, shift.id)
    with pytest.raises(RuleBroken) as refused:
        actions.end_shift(people.ben, shift.id, None, ["Amlodipine 08:00"])
    assert "Amlodipine 08:00" in refused.value.message
    ended = actions.end_shift(people.ben, shift.id, "The nurse gives it", ["Amlodipine 08:00"])
    assert ended.ended_why == "The nurse gives it"


def test_an_open_shift_is_taken_once() -> None:
    people = cast.gather()
    shift = plan(people.ana)
    assert shift.member_id is None
    assert actions.claim(people.ben, shift.id).member_id == people.ben.member_id
    with pytest.raises(Conflict):
        actions.claim(people.ana, shift.id)


def test_who_asks_to_be_relieved_has_the_shift_until_another_takes_it() -> None:
    people = cast.gather()
    shift = plan(people.ben)
    assert actions.offer(people.ben, shift.id).member_id == people.ben.member_id
    taken = actions.claim(people.ana, shift.id)
    assert (taken.member_id, taken.is_offered) == (people.ana.member_id, False)


def test_a_carer_plans_for_nobody_else_and_a_viewer_not_at_all() -> None:
    people = cast.gather()
    with pytest.raises(NotAllowed):
        plan(people.ben, member=people.ana.member_id)
    with pytest.raises(NotAllowed):
        plan(people.vera)
    with pytest.raises(Invalid):
        plan(people.ana, member=people.vera.member_id)


def test_a_stranger_finds_no_shift() -> None:
    people = cast.gather()
    with pytest.raises(NotFound):
        actions.start_shift(people.sam, plan(people.ben).id)


def test_who_does_not_come_is_told_of_twice_and_each_time_once() -> None:
    people = cast.gather()
    shift = plan(people.ana, minutes=5, member=people.ben.member_id)
    for minutes in (19, 21, 21, 36, 36, 90):
        with clock.moved_to(clock.now() + timedelta(minutes=minutes)):
            actions.emit_uncovered_shifts()
    assert types(people.family_id) == ["shift:changed", "shift:uncovered", "shift:uncovered"]
    with reading() as session:
        assert session.get_one(Shift, shift.id).changes_at is None


def test_an_open_shift_is_told_of_when_it_begins_and_who_came_never() -> None:
    people = cast.gather()
    plan(people.ana, minutes=5)
    taken = plan(people.ben, minutes=5)
    with clock.moved_to(clock.now() + timedelta(minutes=6)):
        actions.start_shift(people.ben, taken.id)
        assert actions.emit_uncovered_shifts() == 1
    with clock.moved_to(clock.now() + timedelta(hours=3)):
        assert actions.emit_uncovered_shifts() == 0
    assert types(people.family_id).count("shift:uncovered") == 1


def test_what_was_taken_off_the_rota_is_not_waited_for() -> None:
    people = cast.gather()
    actions.cancel_shift(people.ana, plan(people.ana, minutes=5).id)
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        assert actions.emit_uncovered_shifts() == 0
