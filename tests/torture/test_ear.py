"""A client takes itself for live from a proof until the promise has passed."""

import pytest
import time_machine

from tests.torture.clients.ear import Ear
from tests.torture.records import Heard, Span

BEGAN = 1_000_000.0
PLAYED = [
    ("never", [], 5, []),
    ("closed in time", [0, 3], 5, [Span(0, 5)]),
    ("closed long after the last byte", [0, 3], 60, [Span(0, 10)]),
    ("a silence in between", [0, 3, 30], 31, [Span(0, 10), Span(30, 31)]),
    ("a silence as long as the promise", [0, 7, 14], 15, [Span(0, 15)]),
]


@pytest.mark.parametrize(("what", "proofs", "closed", "beliefs"), PLAYED)
def test_beliefs(what: str, proofs: list[int], closed: int, beliefs: list[Span]) -> None:
    heard = Heard("c", "sse", "f", "admin")
    ear = Ear(heard, promise_s=7)
    with time_machine.travel(BEGAN, tick=False) as traveller:
        for at in proofs:
            traveller.move_to(BEGAN + at)
            ear.is_alive()
        traveller.move_to(BEGAN + closed)
        ear.is_silent()
    assert [Span(one.began - BEGAN, one.ended - BEGAN) for one in heard.beliefs] == beliefs, what
