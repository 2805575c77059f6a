"""The counting notices each kind of fault: one of each is put in on purpose."""

from collections import Counter

import pytest

from tests.torture.counting import (
    FalseAnswer,
    Order,
    effects_of,
    false_answers,
    longest_false_live,
    order_of,
    percentile,
    standing_at,
    steady_answers,
    steady_delays,
)
from tests.torture.records import Arrival, Attempt, Heard, Said, Span, Struck, Write

EXPECTED = range(1, 6)


def arrival(seq: int, at: float = 0, received_at: float = 0, since: float = -1) -> Arrival:
    return Arrival(seq, at, received_at, since)


LISTS = [
    ("whole", [1, 2, 3, 4, 5], Order()),
    ("with later ones", [1, 2, 3, 4, 5, 6, 7], Order()),
    ("one lost", [1, 2, 4, 5], Order(lost=1)),
    ("the end lost", [1, 2, 3], Order(lost=2)),
    ("all lost", [], Order(lost=5)),
    ("the first doubled", [1, 1, 2, 3, 4, 5], Order(doubled=1)),
    ("doubled later", [1, 2, 3, 2, 4, 5], Order(doubled=1)),
    ("three times", [1, 2, 2, 2, 3, 4, 5], Order(doubled=2)),
    ("two exchanged", [1, 3, 2, 4, 5], Order(out_of_order=1)),
    ("the first came last", [2, 3, 4, 5, 1], Order(out_of_order=1)),
    ("lost and doubled", [1, 3, 3, 5, 4], Order(lost=1, doubled=1, out_of_order=1)),
]


@pytest.mark.parametrize(("what", "seqs", "found"), LISTS)
def test_a_list_is_compared_with_the_log(what: str, seqs: list[int], found: Order) -> None:
    assert order_of(map(arrival, seqs), EXPECTED) == found, what


def test_what_is_resent_for_want_of_an_acknowledgement_is_not_doubled() -> None:
    again = Arrival(2, 0, 0, 0, is_resent=True)
    assert order_of([*map(arrival, EXPECTED), again], EXPECTED) == Order()
    assert order_of([arrival(1), again, *map(arrival, [3, 4, 5])], EXPECTED) == Order()


def write(*said: Said, was_saved: bool = False) -> Write:
    attempts = [Attempt(one, "503", 0, 0, was_saved) for one in said]
    return Write("note", "json", "f", "mark", "scope", attempts)


ANSWERS = [
    (write("saved"), True, []),
    (write("saved"), False, ["saved"]),
    (write("not saved"), False, []),
    (write("not saved"), True, ["not saved"]),
    (write("unknown"), True, []),
    (write("unknown"), False, []),
    (write("unknown", "saved"), True, []),
    (write("unknown", "saved"), False, ["saved"]),
    (write("not saved", "saved"), True, []),
    (write("not saved", "saved", was_saved=True), True, ["not saved"]),
    (write("saved", "not saved"), True, ["not saved"]),
]


@pytest.mark.parametrize(("sent", "is_there", "found"), ANSWERS)
def test_an_answer_is_compared_with_the_database(
    sent: Write, is_there: bool, found: list[str]
) -> None:
    answers = false_answers([sent], {"scope"} if is_there else set())
    assert answers == [FalseAnswer(said, "note", "json", "503", 0) for said in found]


EFFECTS = [(True, 1, (0, 0)), (True, 0, (1, 0)), (True, 2, (0, 1)), (False, 0, (0, 0))]


@pytest.mark.parametrize(("is_kept", "times", "found"), EFFECTS)
def test_a_kept_answer_has_one_effect(is_kept: bool, times: int, found: tuple[int, int]) -> None:
    kept = {"scope"} if is_kept else set()
    assert effects_of([write("saved")], kept, Counter(mark=times)) == found


def fault(began: float, recovered_at: float | None, family_id: str | None = None) -> Struck:
    return Struck("kill", True, began, began, recovered_at, family_id)


def test_what_stood_is_named() -> None:
    faults = [fault(1, 3), fault(2, None), Struck("pause", True, 5, 5, 6)]
    assert [standing_at(faults, at) for at in (0, 2, 5.5)] == ["no fault", "kill", "kill and pause"]


DELAYS = [
    ("no fault", arrival(1, 10, 11), [], [1.0]),
    ("received before it was emitted", arrival(1, 10, 9.9), [], [0.0]),
    ("a fault before", arrival(1, 10, 11), [fault(1, 9)], [1.0]),
    ("a fault meanwhile", arrival(1, 10, 11), [fault(10.5, 10.6)], []),
    ("a fault not recovered from", arrival(1, 10, 11), [fault(1, None)], []),
    ("a fault of another family", arrival(1, 10, 11), [fault(10, 11, "other")], [1.0]),
    ("a fault of this family", arrival(1, 10, 11), [fault(10, 11, "f")], []),
    ("by a connection opened later", arrival(1, 10, 11, since=10.5), [], []),
]


@pytest.mark.parametrize(("what", "one", "faults", "found"), DELAYS)
def test_delays_leave_out_what_a_fault_held_up(
    what: str, one: Arrival, faults: list[Struck], found: list[float]
) -> None:
    assert steady_delays(Heard("c", "sse", "f", "admin", [one]), faults) == found, what


def test_answers_are_timed_while_no_fault_of_their_family_stood() -> None:
    answered: list[tuple[Said, float]] = [("saved", 10), ("not saved", 20), ("unknown", 30)]
    sent = write("saved")
    sent.attempts = [Attempt(said, "201", at, at + 1) for said, at in answered]
    assert steady_answers([sent], []) == [1, 1]
    assert steady_answers([sent], [fault(20.5, 22), fault(10, 11, "other")]) == [1]
    assert steady_answers([sent], [fault(10, 11, "f"), fault(19, 20.5)]) == []


LIVES = [
    ("in time", arrival(1, 10, 10), [Span(0, 20)], 0.0),
    ("late while live", arrival(1, 10, 17), [Span(0, 20)], 7.0),
    ("late, and said so after 3 s", arrival(1, 10, 17), [Span(0, 13)], 3.0),
    ("late while not live", arrival(1, 10, 17), [Span(0, 5), Span(17, 20)], 0.0),
    ("live again too early", arrival(1, 10, 17), [Span(0, 11), Span(12, 20)], 5.0),
]


@pytest.mark.parametrize(("what", "one", "beliefs", "found"), LIVES)
def test_live_that_was_not_is_measured(
    what: str, one: Arrival, beliefs: list[Span], found: float
) -> None:
    heard = Heard("c", "sse", "f", "admin", [one], beliefs)
    assert longest_false_live(heard) == pytest.approx(found), what


def test_percentiles() -> None:
    values = [float(number) for number in range(1, 101)]
    assert [percentile(values, percent) for percent in (50, 99, 100)] == [51, 100, 100]
    assert percentile([], 99) == 0
