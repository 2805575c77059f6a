"""What the clock alone does to a badge is found when it happens, by one worker, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.feed import actions, inputs
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from tests import cast as casting
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")
MINUTE = timedelta(minutes=1)


def note(people: Cast) -> datetime:
    add_note(people.ana, NoteInput.read({"body": "She sleeps", "audience": "family"}))
    return clock.now()


def told(at: datetime) -> list[str]:
    with clock.moved_to(at):
        return actions.tell_the_others()


def turned(at: datetime) -> list[tuple[str, str]]:
    with clock.moved_to(at):
        return actions.pass_quiet_hours()


def test_the_others_are_told_after_ten_minutes_and_no_sooner() -> None:
    people = casting.gather()
    at = note(people)
    assert told(at + 9 * MINUTE) == []
    assert told(at + 10 * MINUTE) == [people.family_id]
    assert told(at + 11 * MINUTE) == []


def test_over_many_workers_the_others_are_told_once() -> None:
    people = casting.gather()
    at = note(people) + 10 * MINUTE
    with ThreadPoolExecutor(6) as pool:
        found = [one for some in pool.map(lambda _: told(at), range(12)) for one in some]
    assert found == [people.family_id]


def test_a_badge_is_fetched_when_quiet_hours_begin_and_when_they_end() -> None:
    people = casting.gather()
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)  # London has the same clock
    with clock.moved_to(noon):
        quiet = {"quiet_from": "22:00", "quiet_to": "06:00"}
        actions.choose(people.vera, inputs.ChoicesInput.read(quiet))
    begin, end = noon + timedelta(hours=10), noon + timedelta(hours=18)
    vera = [(people.family_id, people.vera.member_id)]
    times = (begin - MINUTE, begin, begin + MINUTE, end, end + MINUTE)
    assert [turned(at) for at in times] == [[], vera, [], vera, []]
