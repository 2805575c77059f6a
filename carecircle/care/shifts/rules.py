"""Pure rules of the rota: repeats, gaps, overlaps, when to send reminders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from carecircle.care.local_time import local_instant
from carecircle.care.thresholds.definitions import Thresholds

STATES = ("stable", "watch", "unwell")
EMITTED_STATES = ("nothing", "late", "missing")
REPEATS = ("once", "daily", "weekdays", "weekly")
MOST_REPEATS = 120
LONGEST = timedelta(hours=48)
EARLIEST_CHECK_IN = timedelta(hours=2)


class Cover(Protocol):
    member_id: str | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Gap:
    """Hours that nobody covers."""

    starts_at: datetime
    ends_at: datetime


def repeats(
    starts_at: datetime, ends_at: datetime, repeat: str, until: date | None, zone: ZoneInfo
) -> list[tuple[datetime, datetime]]:
    """Returns each occurrence of a shift at the same local time; the first is the one given."""
    if repeat == "once" or until is None:
        return [(starts_at, ends_at)]
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    step = 7 if repeat == "weekly" else 1
    turns: list[tuple[datetime, datetime]] = []
    days = 0
    while (on := start.date() + timedelta(days=days)) <= until and len(turns) < MOST_REPEATS:
        if repeat != "weekdays" or on.weekday() < 5:
            first = local_instant(on, start.time(), zone)
            last = local_instant(end.date() + timedelta(days=days), end.time(), zone)
            turns.append((first, last))
        days += step
    return turns


def gaps(shifts: Iterable[Cover], begin: datetime, end: datetime) -> list[Gap]:
    """Returns the hours between begin and end that no member covers; an open shift covers
    nothing."""
    covered = sorted((s.starts_at, s.ends_at) for s in shifts if s.member_id is not None)
    found, at = [], begin
    for starts_at, ends_at in covered:
        if starts_at > at and at < end:
            found.append(Gap(at, min(starts_at, end)))
        at = max(at, ends_at)
    return [*found, Gap(at, end)] if at < end else found


def overlapping(shift: Cover, others: Iterable[Cover]) -> bool:
    """Returns whether another shift is at the same time."""
    return any(
        other is not shift
        and other.member_id is not None
        and other.starts_at < shift.ends_at
        and shift.starts_at < other.ends_at
        for other in others
    )


def late_at(member_id: str | None, starts_at: datetime, limits: Thresholds) -> datetime:
    """Returns when a shift counts as uncovered: an open one when it begins, a taken one after a
    while."""
    return starts_at + timedelta(minutes=limits["come_min"] if member_id else 0)


def next_change(starts_at: datetime, told: str, limits: Thresholds) -> datetime | None:
    """Returns when the next event of an uncovered shift is due, after the one given."""
    return starts_at + timedelta(minutes=limits["come_again_min"]) if told == "late" else None


def reminder(at: datetime, told: str, limits: Thresholds) -> datetime | None:
    """Returns when the next reminder of a handoff is due: both carers first, then the admins."""
    steps = {"nothing": "accept_min", "late": "accept_admin_min"}
    return at + timedelta(minutes=limits[steps[told]]) if told in steps else None
