"""Pure rules of the days of a regimen: weekdays, every so many days, days on and off, days of the
month."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Protocol

ALL_DAYS = 127
DAYS_OF_A_MONTH = 30.4


class Cycle(Protocol):
    starts_on: date
    anchor_on: date | None
    weekdays: int | None
    every_days: int | None
    days_on: int | None
    days_off: int | None
    month_days: list[int] | None
    every_months: int | None


def has_day(cycle: Cycle, on: date) -> bool:
    """Returns whether the regimen has doses on that day."""
    is_weekday = cycle.weekdays is None or bool(cycle.weekdays >> on.weekday() & 1)
    return is_weekday and _is_in_cycle(cycle, on) and _is_on(cycle, on) and _is_of_month(cycle, on)


def share_of_days(cycle: Cycle) -> float:
    """Returns the average share of days with doses."""
    share = (cycle.weekdays or ALL_DAYS).bit_count() / 7 / (cycle.every_days or 1)
    if cycle.days_on:
        share *= cycle.days_on / (cycle.days_on + (cycle.days_off or 0))
    if cycle.month_days:
        share *= len(cycle.month_days) / DAYS_OF_A_MONTH / (cycle.every_months or 1)
    return share


def first_day(cycle: Cycle) -> date:
    """Returns the day from which the cycle is counted."""
    return cycle.anchor_on or cycle.starts_on


def _is_in_cycle(cycle: Cycle, on: date) -> bool:
    """Counts days from the anchor, or by weeks where the weekdays are named, from the week of the
    first of them."""
    first, every = first_day(cycle), cycle.every_days or 1
    if cycle.weekdays is None or every % 7:
        return (on - first).days % every == 0
    while not cycle.weekdays >> first.weekday() & 1:
        first += timedelta(days=1)
    return (_monday(on) - _monday(first)).days % every == 0


def _is_on(cycle: Cycle, on: date) -> bool:
    """Returns whether it is one of the days on, such as the first 21 of 28."""
    if not cycle.days_on:
        return True
    return (on - first_day(cycle)).days % (cycle.days_on + (cycle.days_off or 0)) < cycle.days_on


def _is_of_month(cycle: Cycle, on: date) -> bool:
    """Returns whether it is a day of the month that is named; 29 to 31 are the last day where the
    month is shorter."""
    if not cycle.month_days:
        return True
    last = monthrange(on.year, on.month)[1]
    if on.day not in {min(day, last) for day in cycle.month_days}:
        return False
    first = _first_month(cycle, cycle.month_days)
    return (on.year * 12 + on.month - first) % (cycle.every_months or 1) == 0


def _first_month(cycle: Cycle, month_days: list[int]) -> int:
    """Returns the first month with a dose: the next one if all its days had passed at the start."""
    first = first_day(cycle)
    last = monthrange(first.year, first.month)[1]
    has_passed = first.day > max(min(day, last) for day in month_days)
    return first.year * 12 + first.month + has_passed


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
