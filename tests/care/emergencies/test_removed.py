"""Who is no longer in the family stops nothing, even where the answer was already under way."""

from functools import partial

import pytest

from carecircle.care.emergencies import actions
from carecircle.care.errors import NotFound
from carecircle.care.families.actions import remove_member
from tests import cast
from tests.care.emergencies.escalating import after, at_once, raised, steps, told
from tests.care.emergencies.test_actions import acknowledge, events, resolve, story

pytestmark = pytest.mark.usefixtures("database")


def test_an_answer_that_was_under_way_stops_nothing() -> None:
    people = cast.gather()
    emergency = raised(people)
    remove_member(people.ana, people.ben.member_id or "")
    for answer in (
        lambda: acknowledge(people.ben, emergency.id, "on_scene"),
        lambda: actions.decline(people.ben, emergency.id),
        lambda: resolve(people.ben, emergency.id),
    ):
        with pytest.raises(NotFound):
            answer()
    assert story(people, emergency.id).answers == []
    assert after(emergency, 60, actions.escalate_due) == 1
    assert told(people) == ["louder"]


@pytest.mark.parametrize("turn", range(5))
def test_an_answer_and_a_removal_at_the_same_instant_tell_one_story(turn: int) -> None:
    people = cast.gather()
    emergency = raised(people)
    answer = partial(tried, partial(acknowledge, people.ben, emergency.id, "on_my_way"))
    leave = partial(remove_member, people.ana, people.ben.member_id or "")
    both = [answer, leave] if turn % 2 else [leave, answer]
    at_once(both)
    order = [event.type for event in events(people.family_id)][1:]
    counted = story(people, emergency.id).answers
    came_first = ["emergency:acknowledged", "member:removed"]
    assert order == (came_first if counted else ["member:removed"])
    assert steps(emergency)[1] == ("louder", "stopped" if counted else "waiting")


def tried(answer: partial[str]) -> str | None:
    try:
        return answer()
    except NotFound:
        return None
