"""Turns to write: a family has no more than its share, and a queue that moves is waited for."""

import threading
import time

import pytest
from sqlalchemy import exc

from carecircle.db import turns
from carecircle.db.turns import NO_FAMILY, Busy, Turns, write_for


def waiter(of: Turns, family: str, done: list[str]) -> threading.Thread:
    def work() -> None:
        write_for(family)
        try:
            with of.turn():
                done.append("written")
        except Busy:
            done.append("busy")

    thread = threading.Thread(target=work)
    thread.start()
    return thread


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "TURN_S", 0.3)
    monkeypatch.setattr(turns, "FAMILY_WRITES", 1)


@pytest.mark.parametrize("only", [None, 1])
def test_a_held_family_is_busy_and_another_is_not(only: int | None) -> None:
    of = Turns(only)
    done: list[str] = []
    other: list[str] = []
    write_for("a")
    with of.turn():
        waiter(of, "a", done).join()
        waiter(of, "b", other).join()
    assert done == ["busy"]
    assert other == (["written"] if only is None else ["busy"])  # SQLite has one writer
    waiter(of, "a", done).join()
    assert done == ["busy", "written"]
    assert not of._lanes


def test_a_long_queue_that_moves_is_waited_for() -> None:
    of, done = Turns(), []
    write_for("a")
    with of.turn():
        waiting = waiter(of, "a", done)
        while of._lanes["a"].here != 2:
            time.sleep(0.001)
        until = time.monotonic() + 4 * turns.TURN_S
        while time.monotonic() < until:
            of._lanes["a"].moved_at = time.monotonic()
            time.sleep(0.01)
        assert done == []
    waiting.join()
    assert done == ["written"]


def test_even_a_queue_that_moves_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_TURN_S", 0.1)
    of, done = Turns(), []
    write_for("a")
    with of.turn():
        of._lanes["a"].moved_at = time.monotonic() + 60
        waiter(of, "a", done).join()
    assert done == ["busy"]


@pytest.mark.parametrize(
    ("error", "moves"), [(ValueError(), True), (Busy(), False), (exc.TimeoutError(), False)]
)
def test_a_refusal_moves_the_queue_and_a_lock_does_not(error: Exception, moves: bool) -> None:
    of = Turns()
    write_for("a")
    with of.turn():
        lane = of._lanes["a"]
        with pytest.raises(type(error)), lane.moving():
            raise error
        assert (lane.moved_at > 0) is moves


def test_too_many_do_not_even_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_WAITING", 0)
    of = Turns()
    write_for(NO_FAMILY)
    monkeypatch.setattr(turns, "OTHER_WRITES", 1)
    with of.turn(), pytest.raises(Busy), of.turn():
        pass


def test_jobs_and_commands_are_not_counted() -> None:
    of = Turns()
    write_for(None)
    with of.turn(), of.turn():
        assert not of._lanes
