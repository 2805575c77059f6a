"""Who has it: kept once for each device, told gathered, and short however large the family is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies import actions, inputs, queries
from carecircle.care.emergencies.actions import Sent
from carecircle.care.emergencies.receipt_events import MOST_NAMED, MOST_NOT_REACHED
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")
CROWD = MOST_NAMED + 30


def press(people: Cast) -> str:
    return actions.raise_emergency(people.vera, inputs.RaiseInput.read({}))[0].id


def sent(people: Cast, emergency_id: str, actor: Actor, through: str) -> Sent:
    return Sent(people.family_id, emergency_id, through, actor.member_id, clock.now())


def confirm(actor: Actor, emergency_id: str, kind: str = "received") -> None:
    through = replace(actor, through=f"of {actor.name}"[:32])
    actions.confirm(through, emergency_id, inputs.ReceiptInput.read({"kind": kind}))


def join(people: Cast, count: int) -> list[Actor]:
    names = [f"Carer{number} Crowd" for number in range(count)]
    return [cast.join(people.family_id, name, "CC", "caregiver") for name in names]


def last_told(people: Cast) -> Event:
    with clock.moved_to(clock.now() + timedelta(seconds=2)):
        actions.emit_batched_receipts()
    with reading() as session:
        rows = session.query(Event).filter_by(family_id=people.family_id, type="emergency:received")
        return rows.order_by(Event.seq.desc()).first()


def test_what_was_sent_is_kept_once_for_each_device_and_is_no_receipt() -> None:
    people = cast.gather()
    emergency_id = press(people)
    phone = sent(people, emergency_id, people.ana, "phone")
    actions.store_sent([phone, sent(people, emergency_id, people.ana, "laptop")])
    actions.store_sent([phone, sent(people, emergency_id, people.vera, "the one that pressed")])
    with reading() as session:
        emergency = queries.the_emergency(session, people.family_id, emergency_id)
        [story] = queries.stories(session, people.family_id, [emergency])
    assert len(story.sendings) == 3
    assert story.devices() == (2, 0)
    assert story.has("received") == {}
    data = last_told(people).data
    assert (data["devices"], data["received_count"]) == ({"sent": 2, "received": 0}, 0)


def test_what_arrived_was_also_sent() -> None:
    people = cast.gather()
    emergency_id = press(people)
    confirm(people.ana, emergency_id)
    assert last_told(people).data["devices"] == {"sent": 1, "received": 1}


def test_in_a_crowd_the_new_ones_are_named_and_all_are_counted() -> None:
    people = cast.gather()
    crowd = [
        cast.join(people.family_id, f"Carer{n} Crowd", "CA", "caregiver") for n in range(CROWD)
    ]
    emergency_id = press(people)
    for actor in crowd[:-2]:
        confirm(actor, emergency_id)
    assert last_told(people).data["received_count"] == CROWD - 2
    with clock.moved_to(clock.now() + timedelta(seconds=4)):
        for actor in crowd[-2:]:
            confirm(actor, emergency_id, "seen")
        data = last_told(people).data
    assert set(data["received"]) == {actor.member_id for actor in crowd[-2:]}
    assert (data["received_count"], data["seen_count"]) == (CROWD, 2)
    assert data["not_reached_count"] == 2  # Ana and Ben


def test_of_whom_it_has_not_reached_a_few_are_named() -> None:
    people = cast.gather()
    crowd = join(people, 40)
    emergency_id = press(people)
    confirm(crowd[0], emergency_id)
    data = last_told(people).data
    assert (len(data["not_reached"]), data["not_reached_count"]) == (MOST_NOT_REACHED, 41)
