"""An emergency whose steps fail never stands before the others, however long a failure takes."""

import pytest

from carecircle.care.emergencies.actions import put_off
from carecircle.care.emergencies.actions.put_off import EscalationHeldUp, PutOff


class Clock:
    now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(put_off, "time", clock)
    return clock


@pytest.mark.parametrize("took_s", [0, 0.4, 0.6, 5, 60])
def test_it_is_tried_once_in_a_round(clock: Clock, took_s: float) -> None:
    held = PutOff()
    held.begin_round()
    held.add("a")
    clock.now_s += took_s
    assert held.ids() == ["a"]


@pytest.mark.parametrize(("failures", "wait_s"), [(1, 0.5), (2, 1), (3, 2), (4, 4), (9, 4)])
def test_in_a_later_round_it_waits_longer_after_each_failure(
    clock: Clock, failures: int, wait_s: float
) -> None:
    held = PutOff()
    for _ in range(failures):
        held.begin_round()
        held.add("a")
    held.begin_round()
    clock.now_s += wait_s - 0.01
    assert held.ids() == ["a"]
    clock.now_s += 0.02
    assert held.ids() == []
    with pytest.raises(EscalationHeldUp):
        held.raise_if_any()


def test_one_that_went_well_is_forgotten(clock: Clock) -> None:
    held = PutOff()
    held.begin_round()
    held.add("a")
    held.remove("a")
    assert held.ids() == []
    held.raise_if_any()
