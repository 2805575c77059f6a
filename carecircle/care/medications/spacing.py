"""Pure rules of the time between doses of a regimen."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from carecircle.care.medications.schedule import Plan, slots

LOOK_AHEAD_DAYS = 800  # two cycles of the longest regimen
TOLERANCE = timedelta(hours=2)  # doses are not given on the minute


def first_due_after(plan: Plan, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Returns when the first dose of the plan after now is due; None if it has none."""
    first = max(plan.starts_on, now.astimezone(zone).date())
    return next((due for due in _due_from(plan, first, zone) if due > now), None)


def shortest_spacing(plan: Plan, zone: ZoneInfo) -> timedelta | None:
    """Returns the shortest time between two doses; None if there are no two."""
    due = islice(_due_from(plan, plan.starts_on, zone), 3 * max(1, len(plan.times)) + 14)
    return min((later - earlier for earlier, later in pairwise(due)), default=None)


def is_too_soon(last: datetime, following: datetime, spacings: list[timedelta]) -> bool:
    """Returns whether the doses are closer together than the shortest spacing allows, with a
    tolerance of two hours or a quarter of it."""
    shortest = min(spacings, default=timedelta())
    return following - last < shortest - min(TOLERANCE, shortest / 4)


def _due_from(plan: Plan, first: date, zone: ZoneInfo) -> Iterator[datetime]:
    for number in range(LOOK_AHEAD_DAYS):
        on = first + timedelta(days=number)
        if plan.ends_on is not None and on > plan.ends_on:
            return
        yield from (slot.due_at for slot in slots(plan, on, zone))
