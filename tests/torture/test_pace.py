"""Writers begin together, and no more of them than they may."""

import threading
import time

import pytest

from tests.torture.writers.pace import Pace


def test_a_burst_begins_at_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    pace = Pace(rate=10, burst=5)
    pace.limit = 100
    assert [pace.take() for _ in range(5)] == [True] * 5
    monkeypatch.setattr(time, "sleep", lambda _s: setattr(pace, "is_over", True))
    assert not pace.take()  # it would wait for half a second
    pace.is_over, now = False, 100.5
    assert pace.take()


def test_nobody_begins_beyond_the_limit_until_it_is_raised() -> None:
    pace = Pace(rate=1_000_000, burst=10)
    pace.limit = 3
    taken = threading.Semaphore(0)

    def write() -> None:
        while pace.take():
            pace.finished()
            taken.release()

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    assert all(taken.acquire(timeout=20) for _ in range(3))
    assert (pace.begun, pace.done) == (3, 3)
    pace.limit = 5
    assert all(taken.acquire(timeout=20) for _ in range(2))
    pace.is_over = True
    thread.join(20)
    assert (pace.begun, pace.done) == (5, 5)
