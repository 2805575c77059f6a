"""Somebody who types and vanishes stops typing by themselves."""

from collections.abc import Callable

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
