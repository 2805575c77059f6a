"""Somebody who types and vanishes stops typing by themselves."""

from collections.abc import Callable

import pytest

from carecircle.realtime.hub import Hub
from carecircle.realtime.signals import Hint
from carecircle.web.chat.typists import LASTS_S, Place, Typists

BEN, ANA = Place("f", "c", "ben"), Place("f", "c", "ana")


class Clock:
    """A clock with timers, moved by the test."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        self.timers.append((self.now + seconds, work))

    def move(self, seconds: float) -> None:
        end = self.now + seconds
        while due := sorted((one for one in self.timers if one[0] <= end), key=lambda one: one[0]):
            self.timers.remove(due[0])
            self.now = due[0][0]
            due[0][1]()
        self.now = end


def made() -> tuple[Typists, Clock, list[Place]]:
    clock, stopped = Clock(), list[Place]()
    return Typists(stopped.append, lambda: clock.now, clock.later), clock, stopped


def test_one_who_vanishes_stops_once() -> None:
    typists, clock, stopped = made()
    typists.started(BEN)
    clock.move(LASTS_S - 0.1)
    assert stopped == []
    clock.move(0.2)
    assert stopped == [BEN]
    clock.move(60)
    assert stopped == [BEN]


def test_one_who_goes_on_typing_does_not_stop() -> None:
    typists, clock, stopped = made()
    for _ in range(20):
        typists.started(BEN)
        clock.move(3)
    assert stopped == []
    assert len(clock.timers) == 1
    clock.move(LASTS_S)
    assert stopped == [BEN]


def test_one_who_said_so_is_not_stopped_again() -> None:
    typists, clock, stopped = made()
    typists.started(BEN)
    typists.stopped(BEN)
    clock.move(60)
    assert stopped == []
    typists.started(BEN)
    clock.move(60)
    assert stopped == [BEN]


def test_each_stops_alone() -> None:
    typists, clock, stopped = made()
    typists.started(BEN)
    clock.move(4)
    typists.started(ANA)
    clock.move(4.1)
    assert stopped == [BEN]
    clock.move(4)
    assert stopped == [BEN, ANA]


def hint(type_: str, place: Place = BEN) -> Hint:
    data = {"channel": place.channel_id, "member": place.member_id}
    return Hint(place.family_id, {"type": type_, "family": place.family_id, "data": data})


@pytest.mark.parametrize(
    ("types", "are_stopped"),
    [
        (["typing:start"], True),  # the worker of the writer was killed after it
        (["typing:start", "typing:start"], True),  # and after it was renewed
        (["typing:stop", "typing:start"], True),  # the stop came late
        (["typing:start", "typing:stop"], False),
        (["typing:stop"], False),
        (["presence:update", "message:read"], False),
    ],
)
def test_a_worker_ends_what_it_has_only_heard_of(types: list[str], are_stopped: bool) -> None:
    """Nothing comes from the writer's worker any more: only the reader's own clock goes on."""
    typists, clock, stopped = made()
    for type_ in types:
        typists.heard(hint(type_))
    clock.move(LASTS_S * 2)
    assert stopped == [BEN] * are_stopped


def test_a_hub_follows_only_where_somebody_listens() -> None:
    typists, clock, stopped = made()
    hub = Hub(lambda *_: b"")
    hub.on_hint.append(typists.heard)
    hub.hint(hint("typing:start"))
    clock.move(LASTS_S * 2)
    assert (stopped, clock.timers) == ([], [])
