"""What went wrong, counted from the records. Pure functions."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tests.torture.records import Arrival, Heard, Span, Struck, Write


@dataclass(frozen=True)
class Order:
    """The faults of a client's list against the list it should have."""

    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0

    def __add__(self, other: "Order") -> "Order":
        return Order(
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.out_of_order + other.out_of_order,
        )


def order_of(arrivals: Iterable[Arrival], expected: Collection[int]) -> Order:
    """Returns the faults among the expected events; later ones are not looked at."""
    wanted, seen, last = set(expected), set[int](), 0
    doubled = out_of_order = 0
    for arrival in arrivals:
        if arrival.seq not in wanted or (arrival.is_resent and arrival.seq in seen):
            continue
        doubled += arrival.seq in seen
        out_of_order += arrival.seq < last and arrival.seq not in seen
        seen.add(arrival.seq)
        last = max(last, arrival.seq)
    return Order(len(wanted - seen), doubled, out_of_order)


@dataclass(frozen=True)
class FalseAnswer:
    """said: what the server said, and when. kind, way, detail: of the write and of the answer."""

    said: str
    kind: str
    way: str
    detail: str
    at: float


def false_answers(writes: Iterable[Write], saved: Collection[str]) -> list[FalseAnswer]:
    """Returns every answer that the database contradicts. saved: the scopes it has kept.

    "Unknown" is never false. A "not saved" before a repeat was compared at once; that of the last
    attempt is compared with what is there in the end.
    """
    found = []
    for write in writes:
        is_there = write.scope in saved
        for attempt in write.attempts:
            is_last = attempt is write.attempts[-1]
            is_false = (attempt.said == "saved" and not is_there) or (
                attempt.said == "not saved" and (attempt.was_saved or (is_last and is_there))
            )
            if is_false:
                found.append(
                    FalseAnswer(
                        attempt.said, write.kind, write.way, attempt.detail, attempt.answered_at
                    )
                )
    return found


def effects_of(
    writes: Iterable[Write], saved: Collection[str], effects: Counter[str]
) -> tuple[int, int]:
    """Returns the writes that were kept without any effect, and those with more than one.

    effects: how often each marker is found in what was saved.
    """
    writes = list(writes)
    lost = sum(write.scope in saved and not effects[write.marker] for write in writes)
    doubled = sum(effects[write.marker] > 1 for write in writes)
    return lost, doubled


def standing_at(faults: Iterable[Struck], at: float) -> str:
    """Returns the kinds of the faults that stood then, for the report."""
    kinds = {one.kind for one in faults if _standing(one).began <= at <= _standing(one).ended}
    return " and ".join(sorted(kinds)) or "no fault"


def steady_delays(heard: Heard, faults: Sequence[Struck]) -> list[float]:
    """Returns the seconds from emitted to received, of events that came over a connection that was
    open already, while no fault of their family stood."""
    spans = [_standing(fault) for fault in faults if fault.family_id in (None, heard.family_id)]
    return [
        max(0.0, one.received_at - one.at)
        for one in heard.arrivals
        if one.since < one.at
        and not one.is_resent
        and not _overlaps(one.at, one.received_at, spans)
    ]


def steady_answers(writes: Iterable[Write], faults: Sequence[Struck]) -> list[float]:
    """Returns the seconds from sent to answered, of attempts while no fault of their family
    stood. Attempts without an answer are among the unknown."""
    found = []
    for write in writes:
        spans = [_standing(one) for one in faults if one.family_id in (None, write.family_id)]
        for one in write.attempts:
            if one.said != "unknown" and not _overlaps(one.sent_at, one.answered_at, spans):
                found.append(one.answered_at - one.sent_at)
    return found


def all_delays(heard: Heard) -> list[float]:
    return [max(0.0, one.received_at - one.at) for one in heard.arrivals if not one.is_resent]


def longest_false_live(heard: Heard) -> float:
    """Returns the longest time for which the client took itself for live, without a break, while
    an event was there that it did not have."""
    longest = 0.0
    for one in heard.arrivals:
        for belief in heard.beliefs:
            if belief.began <= one.received_at and one.at <= belief.ended:
                began, ended = max(belief.began, one.at), min(belief.ended, one.received_at)
                longest = max(longest, ended - began)
    return longest


def percentile(sorted_values: Sequence[float], percent: float) -> float:
    """Returns the value that so many percent do not exceed; 0 without values."""
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * percent / 100))]


def _standing(fault: Struck) -> Span:
    return Span(fault.began, fault.recovered_at or float("inf"))


def _overlaps(began: float, ended: float, spans: Iterable[Span]) -> bool:
    return any(span.began <= ended and began <= span.ended for span in spans)
