"""Each step runs once, in order, until somebody answers; silence raises it again."""

import pytest

from carecircle.care.emergencies import actions
from carecircle.care.emergencies.models import Step
from carecircle.care.errors import Conflict
from carecircle.care.families.actions import remove_member
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast
from tests.care.emergencies.escalating import after, raised, steps, told
from tests.care.emergencies.test_actions import acknowledge, pressed, resolve

pytestmark = pytest.mark.usefixtures("database")


def test_each_step_runs_when_it_is_due_and_only_once() -> None:
    people = cast.gather()
    emergency = raised(people)
    for seconds, found in [(59, 0), (60, 1), (61, 0), (179, 0), (180, 1), (300, 1), (301, 0)]:
        assert after(emergency, seconds, actions.escalate_due) == found
    assert told(people) == ["louder", "outside", "call"]


def test_the_last_step_repeats_until_somebody_answers() -> None:
    people = cast.gather()
    emergency = raised(people)
    for seconds in (60, 180, 300, 360, 420):
        after(emergency, seconds, actions.escalate_due)
    assert told(people)[2:] == ["call", "call", "call"]
    after(emergency, 430, lambda: acknowledge(people.ben, emergency.id, "on_my_way"))
    after(emergency, 900, actions.escalate_due)
    assert told(people)[2:] == ["call", "call", "call"]
    assert steps(emergency)[-1] == ("call", "stopped")


def test_what_is_overdue_runs_once_in_order_and_is_marked_late() -> None:
    people = cast.gather()
    emergency = raised(people)
    assert after(emergency, 1000, actions.escalate_due) == 1
    assert after(emergency, 1001, actions.escalate_due) == 0
    assert told(people) == ["louder", "outside", "call"]
    with reading() as session:
        late = session.query(Event).filter_by(type="emergency:escalated").all()
    assert all(event.data["late"] for event in late)
    assert after(emergency, 1060, actions.escalate_due) == 1


def test_a_step_for_nobody_gives_way_to_the_next_at_once() -> None:
    people = cast.gather()
    emergency = raised(people)
    for actor in (people.ana, people.ben):
        actions.decline(actor, emergency.id)
    after(emergency, 60, actions.escalate_due)
    assert steps(emergency)[1:3] == [("louder", "skipped"), ("outside", "done")]


def test_somebody_alone_is_told_at_once_to_call_for_help() -> None:
    people = cast.gather()
    actions.raise_emergency(people.sam, pressed())
    with reading() as session:
        rows = session.query(Event).filter_by(family_id=people.other_family_id)
        [alert, call] = rows.order_by(Event.seq).all()
    assert (alert.type, call.data["step"]) == ("emergency:alert", "call")


def test_an_acknowledgement_stops_what_was_still_to_come() -> None:
    people = cast.gather()
    emergency = raised(people)
    after(emergency, 60, actions.escalate_due)
    after(emergency, 70, lambda: acknowledge(people.ben, emergency.id, "on_my_way", 5))
    assert after(emergency, 300, actions.escalate_due) == 0
    assert [state for _, state in steps(emergency)] == ["done", "done", "stopped", "stopped"]


def test_a_refusal_stops_nothing() -> None:
    people = cast.gather()
    emergency = raised(people)
    after(emergency, 10, lambda: actions.decline(people.ben, emergency.id))
    assert after(emergency, 60, actions.escalate_due) == 1
    assert told(people) == ["louder"]


def test_ten_minutes_without_news_raise_it_again() -> None:
    people = cast.gather()
    emergency = raised(people)
    after(emergency, 10, lambda: acknowledge(people.ben, emergency.id, "on_my_way"))
    after(emergency, 300, lambda: actions.raise_emergency(people.ben, pressed(note="At the door")))
    assert after(emergency, 899, actions.escalate_due) == 0
    assert after(emergency, 900, actions.escalate_due) == 1
    assert told(people) == ["again"]
    assert after(emergency, 960, actions.escalate_due) == 1
    assert told(people) == ["again", "louder"]


def test_whoever_answered_and_fell_silent_is_called_again_like_the_others() -> None:
    people = cast.gather()
    emergency = raised(people)
    after(emergency, 10, lambda: acknowledge(people.ben, emergency.id, "on_my_way"))
    after(emergency, 20, lambda: actions.decline(people.ana, emergency.id))
    assert after(emergency, 620, actions.escalate_due) == 1
    assert after(emergency, 680, actions.escalate_due) == 1
    with reading() as session:
        [louder] = session.query(Step).filter_by(round=2, kind="louder")
        assert (louder.state, louder.told_count) == ("done", 2)


def test_what_is_over_escalates_no_more_and_what_is_opened_again_does() -> None:
    people = cast.gather()
    emergency = raised(people)
    after(emergency, 10, lambda: resolve(people.ana, emergency.id))
    assert after(emergency, 1000, actions.escalate_due) == 0
    after(emergency, 1000, lambda: actions.reopen(people.ben, emergency.id))
    assert after(emergency, 1060, actions.escalate_due) == 1
    assert told(people) == ["louder"]


def test_nothing_moves_after_it_is_over() -> None:
    people = cast.gather()
    emergency = raised(people)
    resolve(people.ana, emergency.id)
    with pytest.raises(Conflict):
        acknowledge(people.ben, emergency.id, "on_scene")
    assert steps(emergency)[1:] == [
        ("louder", "stopped"),
        ("outside", "stopped"),
        ("call", "stopped"),
    ]


def test_who_was_removed_is_asked_no_more_and_counted_no_more() -> None:
    people = cast.gather()
    emergency = raised(people)
    remove_member(people.ana, people.ben.member_id or "")
    after(emergency, 60, actions.escalate_due)
    with reading() as session:
        [step] = session.query(Step).filter_by(emergency_id=emergency.id, kind="louder")
    assert step.told_count == 1
