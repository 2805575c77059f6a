"""The hub reads once, renders once, hands out the same bytes, and lets nothing fall between."""

import pytest

from carecircle.db.session import Database, transaction
from carecircle.events import cursor, revocation
from carecircle.events.models import FamilyStream
from carecircle.realtime import hub as hubs
from carecircle.realtime.poller import Poller
from carecircle.realtime.signals import Hint
from carecircle.realtime.subscription import Identity
from tests import cast as casting
from tests.realtime.listening import ADMIN, VIEWER, Desk, reads_of


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(casting.gather())


@pytest.fixture
def quick_desk(sqlite_database: Database) -> Desk:
    return Desk(casting.gather())


def test_each_event_is_rendered_once_for_each_form_and_shared(desk: Desk) -> None:
    admins = [desk.listen() for _ in range(5)]
    viewers = [desk.listen(variant=VIEWER) for _ in range(5)]
    desk.tell(2)
    desk.wake(2)
    desk.dispatcher.round()
    assert sorted(desk.rendered) == [(1, ADMIN), (1, VIEWER), (2, ADMIN), (2, VIEWER)]
    for one, *others in (admins, viewers):
        assert one.seqs == [1, 2]
        assert all(other.got[0] is one.got[0] for other in others)


def test_what_two_see_alike_is_rendered_once_for_both(quick_desk: Desk) -> None:
    admin, viewer = quick_desk.listen(), quick_desk.listen(variant=VIEWER)
    quick_desk.tell(1, note="the same for all")
    quick_desk.wake(1)
    quick_desk.dispatcher.round()
    assert len(quick_desk.rendered) == 1
    assert [body.rpartition(b" ")[2] for body in admin.got] == [b"all"]
    assert viewer.got == admin.got


def test_what_comes_while_the_log_is_read_is_held_back_and_then_let_go(desk: Desk) -> None:
    desk.tell(3)
    subscription, listener = desk.subscribe()
    earlier = desk.listen()
    desk.tell(2)
    desk.wake(5)
    desk.dispatcher.round()
    assert (earlier.seqs, listener.seqs) == ([4, 5], [])
    resume, entries = desk.hub.catch_up(subscription, None)
    assert (resume.head.seq, entries) == (5, [])
    desk.tell()
    desk.wake(6)
    desk.dispatcher.round()
    desk.hub.release(subscription, resume.head.seq)
    assert listener.seqs == [6]


def test_a_wake_up_before_the_room_is_open_is_not_lost(desk: Desk) -> None:
    subscription, listener = desk.subscribe()
    resume, _ = desk.hub.catch_up(subscription, None)
    desk.hub.release(subscription, resume.head.seq)
    other, second = desk.subscribe()
    desk.tell()
    desk.wake(1)
    desk.dispatcher.round()
    desk.hub.catch_up(other, None)
    desk.hub.release(other, 0)
    assert (listener.seqs, second.seqs) == ([1], [1])


def test_after_a_storm_the_log_is_read_once_for_all(quick_desk: Desk, sqlite_database) -> None:
    quick_desk.tell(50)
    epoch = _epoch(quick_desk)
    with reads_of(sqlite_database, "event") as reads:
        listeners = [quick_desk.listen(after=f"{epoch}-{10 + n % 3}") for n in range(30)]
        listeners.append(quick_desk.listen(after=f"{epoch}-5"))
    assert len(reads) <= 4
    assert listeners[0].seqs == list(range(11, 51))
    assert listeners[-1].seqs == list(range(6, 51))
    assert len(quick_desk.rendered) == 45


def test_what_was_kept_for_long_is_forgotten_and_read_again(
    quick_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_desk.listen()
    quick_desk.tell(5)
    quick_desk.wake(5)
    quick_desk.dispatcher.round()
    [state] = quick_desk.hub.states.values()
    monkeypatch.setattr(hubs, "KEPT_S", -1.0)
    quick_desk.hub.positions()
    assert not state.kept
    late = quick_desk.listen(after=f"{state.epoch}-2")
    assert late.seqs == [3, 4, 5]


def test_doubled_and_late_wake_ups_deliver_once(desk: Desk) -> None:
    listener = desk.listen()
    desk.tell(2)
    for seq in (2, 1, 2, 2):
        desk.wake(seq)
        desk.dispatcher.round()
    assert listener.seqs == [1, 2]


def test_a_wake_up_that_promises_too_much_does_not_deafen(desk: Desk) -> None:
    listener = desk.listen()
    desk.wake(999_999)
    desk.dispatcher.round()
    desk.tell()
    desk.wake(1)
    desk.dispatcher.round()
    assert listener.seqs == [1]


def test_the_removed_hear_nothing_of_what_came_with_or_after_the_removal(desk: Desk) -> None:
    gone, stays = desk.listen(identity=Identity(member_id="gone")), desk.listen()
    desk.tell()
    with transaction():
        revocation.revoke("member", "gone", "removed")
        desk.tell()
    desk.tell()
    desk.wake(3)
    desk.dispatcher.round()
    assert (gone.seqs, gone.ended) == ([], "removed")
    assert (stays.seqs, stays.ended) == ([1, 2, 3], None)


@pytest.mark.parametrize("kind", revocation.KINDS)
def test_each_kind_of_revocation_ends_those_it_names(quick_desk: Desk, kind: str) -> None:
    hit = quick_desk.listen(identity=Identity(**{f"{kind}_id": "x"}))
    missed = quick_desk.listen(identity=Identity(**{f"{kind}_id": "y"}))
    with transaction():
        revocation.revoke(kind, "x", "signed-out")
    quick_desk.hub.revoked(1)
    assert quick_desk.hub.news.is_set()
    quick_desk.dispatcher.round()
    assert (hit.ended, missed.ended) == ("signed-out", None)


def test_what_is_withheld_is_named_so_on_the_wire(quick_desk: Desk) -> None:
    admin, viewer = quick_desk.listen(), quick_desk.listen(variant=VIEWER)
    quick_desk.tell(audience="carers")
    quick_desk.wake(1)
    quick_desk.dispatcher.round()
    assert b" note:added " in admin.got[0]
    assert b" withheld " in viewer.got[0]


def test_an_event_does_not_wait_for_all_the_hints_before_it(quick_desk: Desk) -> None:
    listener, order = quick_desk.listen(), []

    def hear(_data: bytes) -> None:
        order.append("hint")
        if len(order) == 1:
            quick_desk.tell()
            quick_desk.wake(1)

    listener.deliver_hint = hear
    listener.deliver = lambda _data, _entry: order.append("event")
    for _ in range(3):
        quick_desk.hub.hint(Hint(quick_desk.cast.family_id, {"type": "typing"}))
    while quick_desk.hub.news.is_set():
        quick_desk.hub.news.clear()
        quick_desk.dispatcher.round()
    assert order == ["hint", "event", "hint", "hint"]


def test_what_cannot_be_rendered_becomes_a_reset_and_nothing_is_skipped(quick_desk: Desk) -> None:
    listener = quick_desk.listen()
    for note in ("one", "cannot be shown", "three"):
        quick_desk.tell(note=note)
    quick_desk.wake(3)
    quick_desk.dispatcher.round()
    assert listener.seqs == [1, 2, 3]
    assert b" reset " in listener.got[1]


def test_a_round_that_cannot_read_is_tried_again(quick_desk: Desk, monkeypatch) -> None:
    listener = quick_desk.listen()
    quick_desk.tell()
    quick_desk.wake(1)
    monkeypatch.setattr(cursor, "read_after", _away)
    with pytest.raises(OSError, match="away"):
        quick_desk.dispatcher.round()
    monkeypatch.undo()
    quick_desk.dispatcher.round()
    assert listener.seqs == [1]


def test_the_sweep_finds_what_no_wake_up_told_and_counts_it(desk: Desk) -> None:
    listener = desk.listen()
    sweep = Poller(desk.hub, lambda: False)
    sweep.once()
    assert sweep.found == 0
    desk.tell(3)
    sweep.once()
    desk.dispatcher.round()
    assert (sweep.found, listener.seqs) == (1, [1, 2, 3])
    desk.tell()
    desk.wake(4)
    sweep.once()
    assert sweep.found == 1


def test_more_than_can_be_read_at_once_comes_whole(quick_desk: Desk) -> None:
    listener = quick_desk.listen()
    quick_desk.tell(1203)
    quick_desk.wake(1203)
    while quick_desk.hub.news.is_set():
        quick_desk.hub.news.clear()
        quick_desk.dispatcher.round()
    assert listener.seqs == list(range(1, 1204))


def test_a_restored_database_ends_its_streams(quick_desk: Desk) -> None:
    listener = quick_desk.listen()
    with transaction() as tx:
        stream = tx.session.get(FamilyStream, quick_desk.cast.family_id)
        stream.epoch = "restored"
    Poller(quick_desk.hub, lambda: False).once()
    assert listener.ended == "behind"


def _epoch(desk: Desk) -> str:
    subscription, _ = desk.subscribe()
    epoch = desk.hub.catch_up(subscription, None)[0].head.epoch
    desk.hub.unsubscribe(subscription)
    desk.hub.states.clear()
    return epoch


def _away(*_: object) -> list:
    raise OSError("the database is away")
