"""One open emergency for a care recipient; its sender knows who knows."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies import actions, inputs, queries
from carecircle.care.errors import Conflict, NotFound
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast

pytestmark = pytest.mark.usefixtures("database")


def pressed(**values: object) -> inputs.RaiseInput:
    return inputs.RaiseInput.read(values)


def acknowledge(actor: Actor, emergency_id: str, answer: str, minutes: int | None = None) -> str:
    values = inputs.AcknowledgementInput.read({"answer": answer, "minutes": minutes})
    return actions.acknowledge(actor, emergency_id, values).status


def resolve(actor: Actor, emergency_id: str, outcome: str = "handled") -> None:
    actions.resolve(actor, emergency_id, inputs.ResolutionInput.read({"outcome": outcome}))


def events(family_id: str) -> list[Event]:
    with reading() as session:
        return list(session.query(Event).filter_by(family_id=family_id).order_by(Event.seq))


def story(people: cast.Cast, emergency_id: str) -> queries.Story:
    with reading() as session:
        emergency = queries.the_emergency(session, people.family_id, emergency_id)
        return queries.stories(session, people.family_id, [emergency])[0]


def test_one_tap_raises_it_for_the_one_who_is_cared_for() -> None:
    people = cast.gather()
    emergency, is_new = actions.raise_emergency(people.vera, pressed())
    assert (is_new, emergency.recipient_id, emergency.status) == (True, people.rosa, "raised")
    [event] = events(people.family_id)
    assert (event.type, event.actor_name) == ("emergency:alert", "Vera Almeida")


def test_the_same_button_again_joins_the_open_one_and_adds_what_is_new() -> None:
    people = cast.gather()
    first, _ = actions.raise_emergency(people.vera, pressed())
    again, is_new = actions.raise_emergency(people.ben, pressed(type="fall_detected", note="Hall"))
    assert (again.id, is_new, again.type, again.note) == (first.id, False, "fall", "Hall")
    actions.raise_emergency(people.ben, pressed())
    assert [event.type for event in events(people.family_id)] == [
        "emergency:alert",
        "emergency:updated",
    ]


def test_of_many_presses_at_once_one_emergency_comes() -> None:
    people = cast.gather()
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: actions.raise_emergency(people.ben, pressed()), range(20))
        )
    assert len({emergency.id for emergency, _ in answers}) == 1
    assert [is_new for _, is_new in answers].count(True) == 1
    assert [event.type for event in events(people.family_id)] == ["emergency:alert"]


def test_a_drill_neither_joins_nor_hides_a_real_one() -> None:
    people = cast.gather()
    drill, _ = actions.raise_emergency(people.ana, pressed(drill=True))
    real, is_new = actions.raise_emergency(people.ben, pressed())
    assert is_new
    assert drill.id != real.id


def test_a_second_drill_joins_the_open_one_and_is_raised_anew_after_it() -> None:
    people = cast.gather()
    actions.raise_emergency(people.vera, pressed(type="fire"))
    first, _ = actions.raise_emergency(people.ana, pressed(drill=True))
    again, is_new = actions.raise_emergency(people.ben, pressed(drill=True, note="Hall"))
    assert (again.id, is_new, again.note, again.type) == (first.id, False, "Hall", "other")
    resolve(people.ana, first.id, "drill_over")
    later, is_new = actions.raise_emergency(people.ben, pressed(drill=True))
    assert is_new
    with pytest.raises(Conflict, match="Another emergency is open"):
        actions.reopen(people.ana, first.id)
    assert later.status == "raised"


def test_of_many_at_once_one_drill_and_one_real_one_come() -> None:
    people = cast.gather()

    def press(number: int) -> tuple[bool, str, bool]:
        is_drill = number % 2 == 0
        emergency, is_new = actions.raise_emergency(people.ben, pressed(drill=is_drill))
        return emergency.is_drill == is_drill, emergency.id, is_new

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, range(20)))
    assert all(is_of_its_kind for is_of_its_kind, _, _ in answers)
    assert len({id_ for _, id_, _ in answers}) == 2
    assert [is_new for _, _, is_new in answers].count(True) == 2


def test_a_weaker_answer_never_undoes_a_stronger_one() -> None:
    people = cast.gather()
    emergency, _ = actions.raise_emergency(people.vera, pressed())
    assert acknowledge(people.ben, emergency.id, "on_scene") == "on_scene"
    assert acknowledge(people.ana, emergency.id, "on_my_way", 10) == "on_scene"
    actions.decline(people.ben, emergency.id)
    told = story(people, emergency.id)
    assert told.emergency.status == "on_scene"
    assert [(a.member_name, a.answer) for a in told.counting_answers] == [
        ("Ben Archer", "on_scene"),
        ("Ana Almeida", "on_my_way"),
    ]
    assert told.leader is not None
    assert told.leader.member_name == "Ben Archer"


def test_a_refusal_alone_acknowledges_nothing() -> None:
    people = cast.gather()
    emergency, _ = actions.raise_emergency(people.vera, pressed())
    actions.decline(people.ana, emergency.id)
    assert story(people, emergency.id).emergency.acknowledged_at is None


def test_receipts_are_kept_once_and_told_gathered() -> None:
    people = cast.gather()
    emergency, _ = actions.raise_emergency(people.vera, pressed())
    for actor, kind in [(people.ana, "received"), (people.ben, "received"), (people.ana, "seen")]:
        actions.confirm(actor, emergency.id, inputs.ReceiptInput.read({"kind": kind}))
        actions.confirm(actor, emergency.id, inputs.ReceiptInput.read({"kind": kind}))
    told = [event for event in events(people.family_id) if event.type == "emergency:received"]
    assert len(told) == 1
    with clock.moved_to(clock.now() + timedelta(seconds=2)):
        assert actions.emit_batched_receipts() == 1
        assert actions.emit_batched_receipts() == 0
    last = events(people.family_id)[-1].data
    assert last["received"] == [people.ana.member_id, people.ben.member_id]
    assert last["seen"] == [people.ana.member_id]


def test_what_is_over_takes_no_answer_until_it_is_opened_again() -> None:
    people = cast.gather()
    emergency, _ = actions.raise_emergency(people.vera, pressed())
    resolve(people.ana, emergency.id, "mistake")
    with pytest.raises(Conflict, match="Ana Almeida has already closed"):
        acknowledge(people.ben, emergency.id, "on_my_way")
    actions.reopen(people.ben, emergency.id)
    assert acknowledge(people.ben, emergency.id, "on_my_way") == "acknowledged"


def test_it_is_not_opened_again_beside_another() -> None:
    people = cast.gather()
    first, _ = actions.raise_emergency(people.vera, pressed())
    resolve(people.ana, first.id)
    actions.raise_emergency(people.vera, pressed())
    with pytest.raises(Conflict, match="Another"):
        actions.reopen(people.ben, first.id)


def test_a_stranger_finds_nothing() -> None:
    people = cast.gather()
    emergency, _ = actions.raise_emergency(people.vera, pressed())
    with pytest.raises(NotFound):
        acknowledge(people.sam, emergency.id, "on_scene")


def test_the_same_press_by_another_way_or_much_later_raises_nothing() -> None:
    people = cast.gather()
    first, _ = actions.raise_emergency(people.vera, pressed(drill=True), "one press")
    again, is_new = actions.raise_emergency(people.vera, pressed(drill=True), "one press")
    assert (again.id, is_new) == (first.id, False)
    resolve(people.ana, first.id, "drill_over")
    late, is_new = actions.raise_emergency(people.vera, pressed(drill=True), "one press")
    assert (late.id, late.status, is_new) == (first.id, "resolved", False)


def test_of_one_press_by_two_ways_at_once_one_emergency_comes() -> None:
    people = cast.gather()
    with ThreadPoolExecutor(8) as pool:
        both = [
            pool.submit(actions.raise_emergency, people.ben, pressed(drill=True), "one press")
            for _ in range(8)
        ]
    assert len({each.result()[0].id for each in both}) == 1
    assert len(events(people.family_id)) == 1


def test_a_receipt_says_through_which_device_it_came() -> None:
    people = cast.gather()
    emergency, _ = actions.raise_emergency(people.vera, pressed())
    for through in ("phone", "laptop", "phone"):
        with_it = replace(people.ana, through=through)
        actions.confirm(with_it, emergency.id, inputs.ReceiptInput.read({"kind": "received"}))
    told = story(people, emergency.id)
    assert sorted(receipt.through for receipt in told.receipts) == ["laptop", "phone"]
    assert told.has("received")[people.ana.member_id or ""].through == "phone"
