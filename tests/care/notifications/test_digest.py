"""The digest: once a day, at their morning, over any number of workers; nothing of health in it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from carecircle.care.families.actions import remove_member
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.notifications import actions, inputs
from carecircle.care.notifications.actions import send_digests
from carecircle.care.outreach.models import OutboxMessage
from carecircle.db.session import reading
from tests import cast as casting
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")
EVENING = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)  # London has the same clock
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture
def people(database: object) -> Iterator[Cast]:
    with clock.moved_to(EVENING):
        yield casting.gather()


def wants(actor: Actor, **more: object) -> None:
    actions.record_visit(actor, 0)
    told = {"notes": True, "digest": True, "digest_at": "08:00"} | more
    actions.set_choices(actor, inputs.ChoicesInput.read(told))


def write(actor: Actor, body: str = "Fell and hurt her wrist") -> None:
    add_note(actor, NoteInput.read({"body": body, "audience": "family"}))


def at(moment: datetime) -> int:
    with clock.moved_to(moment):
        return send_digests()


def sent() -> list[OutboxMessage]:
    with reading() as session:
        return session.query(OutboxMessage).order_by(OutboxMessage.id).all()


def test_it_comes_at_ones_morning_with_a_number_and_no_word_of_health(people: Cast) -> None:
    wants(people.vera)
    write(people.ana)
    write(people.ben)
    assert at(MORNING - timedelta(seconds=1)) == 0
    assert at(MORNING) == 1
    [letter] = sent()
    assert (letter.channel, letter.name) == ("email", "Vera Almeida")
    assert letter.body == "Almeida: 2 notifications wait for you. Open CareCircle to read."
    assert letter.path.endswith("/notifications")
    assert not {"Fell", "wrist", "Rosa"} & set(f"{letter.title} {letter.body}".split())


def test_many_workers_at_once_send_one_a_day(people: Cast) -> None:
    wants(people.vera)
    write(people.ana)
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(lambda _: at(MORNING), range(12)))
    assert (sum(done), len(sent())) == (1, 1)


def test_what_was_told_once_is_not_told_the_next_day(people: Cast) -> None:
    wants(people.vera)
    write(people.ana)
    at(MORNING)
    assert at(MORNING + timedelta(days=1)) == 1
    assert len(sent()) == 1
    write(people.ana, "Another")
    at(MORNING + timedelta(days=2))
    assert sent()[-1].body.startswith("Almeida: 1 notification waits")


def test_after_a_pause_there_is_one_and_not_one_for_each_day(people: Cast) -> None:
    wants(people.vera)
    write(people.ana)
    assert [at(MORNING + timedelta(days=5)), at(MORNING + timedelta(days=5))] == [1, 0]
    assert len(sent()) == 1


def test_quiet_hours_hold_it_back_until_their_end(people: Cast) -> None:
    wants(people.vera, quiet_from="22:00", quiet_to="09:30")
    write(people.ana)
    at(MORNING)
    assert sent() == []
    at(MORNING + timedelta(minutes=90))
    assert len(sent()) == 1


def test_it_tells_neither_of_emergencies_nor_of_what_was_read(people: Cast) -> None:
    wants(people.vera)
    raise_emergency(people.ana, RaiseInput.read({"type": "fall"}))
    write(people.ana)
    actions.mark_notifications_read(people.vera, 99)
    at(MORNING)
    assert sent() == []


def test_who_wants_none_or_has_left_gets_none(people: Cast) -> None:
    wants(people.ben, digest=False)
    wants(people.vera)
    write(people.ana)
    remove_member(people.ana, people.vera.member_id or "")
    at(MORNING)
    assert sent() == []
    assert at(MORNING + timedelta(days=1)) == 0


def test_it_keeps_to_the_wall_clock_when_the_clocks_change(people: Cast) -> None:
    with clock.moved_to(datetime(2026, 10, 24, 20, 0, tzinfo=UTC)):
        wants(people.vera)
        write(people.ana)
    first = datetime(2026, 10, 25, 8, 0, tzinfo=UTC)  # summer time ended in that night
    assert [at(first - timedelta(minutes=1)), at(first)] == [0, 1]
