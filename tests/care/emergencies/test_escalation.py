"""Each step runs once, in order, until somebody answers; silence raises it again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from carecircle import clock
from carecircle.care.emergencies import actions, inputs
from carecircle.care.emergencies.models import Emergency, Step
from carecircle.care.emergencies.queries import escalation_faults
from carecircle.care.errors import Conflict, Invalid, NotAllowed
from carecircle.care.families.actions import remove_member
from carecircle.db.session import reading, transaction
from carecircle.events.models import Event
from tests import cast
from tests.care.emergencies.test_actions import acknowledge, pressed, resolve, story

pytestmark = pytest.mark.usefixtures("database")


def raised(people: cast.Cast, **values: object) -> Emergency:
    return actions.raise_emergency(people.vera, pressed(**values))[0]


def after(emergency: Emergency, seconds: float, do: Callable[[], Any]) -> Any:
    with clock.moved_to(emergency.raised_at + timedelta(seconds=seconds)):
        return do()


def at_once(work: list[Callable[[], Any]]) -> list[Any]:
    """Side by side, each under the clock as it stands here."""
    with ThreadPoolExecutor(len(work)) as pool:
        started = [pool.submit(copy_context().run, each) for each in work]
        return [each.result() for each in started]


def steps(emergency: Emergency) -> list[tuple[str, str]]:
    with reading() as session:
        rows = session.query(Step).filter_by(emergency_id=emergency.id)
        return [(s.kind, s.state) for s in rows.order_by(Step.round, Step.position)]


def told(people: cast.Cast) -> list[str]:
    with reading() as session:
        rows = session.query(Event).filter_by(
            family_id=people.family_id, type="emergency:escalated"
        )
        return [event.data["step"] for event in rows.order_by(Event.seq)]


def policy(**values: object) -> object:
    usual = {"call_after_s": 300, "repeat_every_s": 60, "news_within_s": 600}
    return inputs.PolicyInput.read(usual | values)


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


def test_of_many_workers_one_runs_a_step() -> None:
    people = cast.gather()
    others = [cast.cared_for(people.family_id, f"Recipient {number}") for number in range(9)]
    emergencies = [raised(people, recipient=one) for one in (people.rosa, *others)]
    emergencies += [raised(people, recipient=people.rosa, drill=True)]
    with clock.moved_to(emergencies[-1].raised_at + timedelta(seconds=60)):
        counts = at_once([actions.escalate_due] * 12)
    assert sum(counts) == len(emergencies)
    assert told(people) == ["louder"] * len(emergencies)


def test_an_answer_and_a_step_at_the_same_instant_tell_one_story() -> None:
    people = cast.gather()
    emergency = raised(people)
    answer = partial(acknowledge, people.ben, emergency.id, "on_my_way")
    [ran, _] = after(emergency, 60, lambda: at_once([actions.escalate_due, answer]))
    with reading() as session:
        rows = session.query(Event).filter_by(family_id=people.family_id).order_by(Event.seq)
        order = [event.type for event in rows][1:]
    assert order == ["emergency:escalated"] * ran + ["emergency:acknowledged"]
    assert steps(emergency)[1] == ("louder", "done" if ran else "stopped")


def test_a_family_sets_its_own_steps_for_the_next_emergency() -> None:
    people = cast.gather()
    before = raised(people)
    actions.set_policy(people.ana, policy(louder_after_s=30, outside_after_s=None))
    drill = raised(people, drill=True)
    assert [kind for kind, _ in steps(before)] == ["everyone", "louder", "outside", "call"]
    assert [kind for kind, _ in steps(drill)] == ["everyone", "louder", "call"]
    assert after(drill, 30, actions.escalate_due) == 1


def test_it_refuses_a_policy_that_cannot_be_kept() -> None:
    people = cast.gather()
    with pytest.raises(Invalid) as refused:
        actions.set_policy(people.ana, policy(louder_after_s=300))
    assert set(refused.value.fields) == {"louder_after_s"}
    with pytest.raises(NotAllowed):
        actions.set_policy(people.ben, policy())


def test_the_auditor_finds_what_is_late_and_mends_what_has_no_step() -> None:
    people = cast.gather()
    emergency = raised(people)
    assert after(emergency, 91, lambda: _faults()) == (0, 1)
    with transaction() as tx:
        tx.session.query(Emergency).update({"next_step_at": None})
    assert _faults() == (1, 0)
    assert actions.repair_escalation() == 1
    assert _faults() == (0, 0)


def _faults() -> tuple[int, int]:
    with reading() as session:
        faults = escalation_faults(session)
    return faults.without_step, faults.overdue


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


def test_of_two_answers_at_once_both_count_and_the_first_leads() -> None:
    people = cast.gather()
    emergency = raised(people)
    both = [
        partial(acknowledge, actor, emergency.id, "on_my_way") for actor in (people.ana, people.ben)
    ]
    at_once(both)
    told = story(people, emergency.id)
    assert [answer.answer for answer in told.counting_answers] == ["on_my_way", "on_my_way"]
    assert told.leader is not None
    assert told.leader.at == min(answer.at for answer in told.answers)
    assert [state for _, state in steps(emergency)] == ["done", "stopped", "stopped", "stopped"]


def test_who_was_removed_is_asked_no_more_and_counted_no_more() -> None:
    people = cast.gather()
    emergency = raised(people)
    remove_member(people.ana, people.ben.member_id or "")
    after(emergency, 60, actions.escalate_due)
    with reading() as session:
        [step] = session.query(Step).filter_by(emergency_id=emergency.id, kind="louder")
    assert step.told_count == 1
