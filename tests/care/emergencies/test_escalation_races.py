"""Steps and answers of several workers at the same instant."""

from datetime import timedelta
from functools import partial

import pytest

from carecircle import clock
from carecircle.care.emergencies import actions
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast
from tests.care.emergencies.escalating import after, at_once, raised, steps, told
from tests.care.emergencies.test_actions import acknowledge, story

pytestmark = pytest.mark.usefixtures("database")


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
