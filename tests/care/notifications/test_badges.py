"""What the clock alone does to a badge is found when it happens, by one worker, once."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.notifications import actions, inputs
from carecircle.db.session import Database
from tests import cast as casting
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")
MINUTE = timedelta(minutes=1)


def note(people: Cast) -> datetime:
    add_note(people.ana, NoteInput.read({"body": "She sleeps", "audience": "family"}))
    return clock.now()


def told(at: datetime) -> list[str]:
    with clock.moved_to(at):
        found: list[str] = []
        actions.notify_off_duty(found.append)
        return found


def turned(at: datetime) -> list[tuple[str, str]]:
    with clock.moved_to(at):
        found: list[tuple[str, str]] = []
        actions.advance_quiet_hours(lambda *who: found.append(who))
        return found


def test_the_others_are_told_after_ten_minutes_and_no_sooner() -> None:
    people = casting.gather()
    at = note(people)
    assert told(at + 9 * MINUTE) == []
    assert told(at + 10 * MINUTE) == [people.family_id]
    assert told(at + 11 * MINUTE) == []


def test_over_many_workers_the_others_are_told_and_then_no_more() -> None:
    people = casting.gather()
    at = note(people) + 10 * MINUTE
    with ThreadPoolExecutor(6) as pool:
        found = [one for some in pool.map(lambda _: told(at), range(12)) for one in some]
    assert set(found) == {people.family_id}
    assert told(at) == []


KILLED = """
import os, sys
from datetime import datetime
from carecircle import clock
from carecircle.care.notifications import actions
from carecircle.db.session import Database, bind
bind(Database(sys.argv[1]))
with clock.moved_to(datetime.fromisoformat(sys.argv[2])):
    getattr(actions, sys.argv[3])(lambda *who: os.kill(os.getpid(), 9))
"""


def is_killed(url: str, at: datetime, verb: str) -> bool:
    """Another worker, that dies as soon as it is about to tell the first one."""
    asked = [sys.executable, "-c", KILLED, url, at.isoformat(), verb]
    return subprocess.run(asked, check=False).returncode == -signal.SIGKILL


def test_what_a_worker_died_over_is_told_in_the_next_round(
    database: Database, database_url: str
) -> None:
    people = casting.gather()
    at = note(people) + 10 * MINUTE
    assert is_killed(database_url, at, "notify_off_duty")
    assert (told(at), told(at)) == ([people.family_id], [])
    quiet = {"quiet_from": "22:00", "quiet_to": "06:00"}
    actions.set_choices(people.vera, inputs.ChoicesInput.read(quiet))
    at += timedelta(days=1)
    assert is_killed(database_url, at, "advance_quiet_hours")
    assert (turned(at), turned(at)) == ([(people.family_id, people.vera.member_id)], [])


def test_a_badge_is_fetched_when_quiet_hours_begin_and_when_they_end() -> None:
    people = casting.gather()
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)  # London has the same clock
    with clock.moved_to(noon):
        quiet = {"quiet_from": "22:00", "quiet_to": "06:00"}
        actions.set_choices(people.vera, inputs.ChoicesInput.read(quiet))
    begin, end = noon + timedelta(hours=10), noon + timedelta(hours=18)
    vera = [(people.family_id, people.vera.member_id)]
    times = (begin - MINUTE, begin, begin + MINUTE, end, end + MINUTE)
    assert [turned(at) for at in times] == [[], vera, [], vera, []]
