"""Pure rules of giving: when a dose is due, what state it is in, what may be recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from carecircle.care.local_time import local_instant as local_instant
from carecircle.care.medications.outcomes import BY_NAME

CLOCK_SKEW_S = 120
CLOCK_STATES = ("upcoming", "due", "late", "not_recorded")


class Window(Protocol):
    opens_at: datetime
    late_at: datetime
    closes_at: datetime
    offer_at: datetime | None
    tell_at: datetime | None


class Record(Protocol):
    id: str
    closes: bool
    is_extra: bool
    recorded_at: datetime
    voided_at: datetime | None


AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class Frame:
    """The instants around a dose (rule 5), all in UTC."""

    due_at: datetime
    opens_at: datetime
    late_at: datetime
    closes_at: datetime
    tell_at: datetime


def frame(
    due_at: datetime,
    limits: Mapping[str, int],
    previous: datetime | None = None,
    following: datetime | None = None,
) -> Frame:
    """Returns the instants around a dose. previous, following: when the doses of the same
    medication before and after it are due: the windows of two doses never overlap."""
    opens_at = _opening(due_at, limits, previous)
    closes_at = due_at + timedelta(minutes=limits["window_min"])
    if following is not None:
        closes_at = min(closes_at, _opening(following, limits, due_at))
    late_at = min(due_at + timedelta(minutes=limits["late_min"]), closes_at)
    tell_at = closes_at + timedelta(minutes=limits["tell_min"])
    return Frame(due_at, opens_at, late_at, closes_at, tell_at)


def _opening(due_at: datetime, limits: Mapping[str, int], previous: datetime | None) -> datetime:
    """Returns when the window opens: at the earliest half way from the dose before."""
    opens_at = due_at - timedelta(minutes=limits["lead_min"])
    return opens_at if previous is None else max(opens_at, previous + (due_at - previous) / 2)


def state_by_clock(dose: Window, now: datetime) -> str:
    """Returns the state of a dose without a record."""
    if now < dose.opens_at:
        return "upcoming"
    if now < dose.late_at:
        return "due"
    return "late" if now < dose.closes_at else "not_recorded"


def state(dose: Window, records: Iterable[Record], now: datetime) -> str:
    """Returns upcoming, due, late, not_recorded, on_offer (refused or asleep, until the window
    ends) or recorded."""
    counting = record_that_counts(records)
    if counting is None:
        return state_by_clock(dose, now)
    return "recorded" if settles(counting) or now >= dose.closes_at else "on_offer"


def next_check(dose: Window, records: Iterable[Record], now: datetime) -> datetime | None:
    """Returns when it next changes with time alone; None if it is settled."""
    counting = record_that_counts(records)
    if counting is None:
        return next_change(dose, now)
    return None if settles(counting) else next_offer(dose, now)


def is_live(record: Record) -> bool:
    """Returns whether the record is live: it was not voided by a correction."""
    return record.voided_at is None


def settles(record: Record) -> bool:
    """Returns whether the dose of a live record is not offered again."""
    return record.closes or record.is_extra


def record_that_counts(records: Iterable[AnyRecord]) -> AnyRecord | None:
    """Returns the record of a dose that says what happened to it, None if no record is live.

    It is the live record that closes the dose; without one, a second dose that was given; without
    either, the refusal recorded last. The order of the argument does not matter.
    """
    return max(filter(is_live, records), key=_precedence, default=None)


def _precedence(record: Record) -> tuple[bool, bool, datetime, str]:
    return record.closes, record.is_extra, record.recorded_at, record.id


def next_change(dose: Window, now: datetime) -> datetime | None:
    """Returns when the state of a dose without a record next changes with time, or the missing
    record is to be emitted; that may have passed."""
    marks = (dose.opens_at, dose.late_at, dose.closes_at)
    return next((at for at in marks if at > now), dose.tell_at)


def offer_at(dose: Window, now: datetime, offer_min: int) -> datetime | None:
    """Returns when it is offered again after a refusal; None if its window is over by then."""
    at = now + timedelta(minutes=offer_min)
    return at if at < dose.closes_at else None


def next_offer(dose: Window, now: datetime) -> datetime | None:
    """Returns when a dose on offer next changes: it is offered again, or its window ends."""
    return (dose.offer_at or dose.closes_at) if now < dose.closes_at else None


def is_too_early(dose: Window, given_at: datetime) -> bool:
    return given_at < dose.opens_at


def is_in_future(given_at: datetime, now: datetime) -> bool:
    return given_at > now + timedelta(seconds=CLOCK_SKEW_S)


def can_undo(undo_until: datetime | None, now: datetime) -> bool:
    return undo_until is not None and now < undo_until


def day_part(local_time: str) -> str:
    """Returns night (before 06:00), morning, midday (from 12:00) or evening (from 17:00) for
    "HH:MM"."""
    for end, part in (("06:00", "night"), ("12:00", "morning"), ("17:00", "midday")):
        if local_time < end:
            return part
    return "evening"


def is_recorded_late(given_at: datetime, now: datetime, late_min: int) -> bool:
    """Returns whether it was recorded so late that a reason is needed (rule 2)."""
    return now - given_at > timedelta(minutes=late_min)


def is_many_times(quantity: int | None, planned: int, times: int) -> bool:
    """Returns whether it is such a multiple of the planned dose that it may be a slip (rule 11)."""
    return quantity is not None and quantity >= times * planned


def refusals_running(outcomes: Iterable[str]) -> int:
    """Returns the number of refusals in a row up to the last record; the outcomes are newest
    first."""
    running = 0
    for outcome in outcomes:
        if not BY_NAME[outcome].is_refusal:
            break
        running += 1
    return running
