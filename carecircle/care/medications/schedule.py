"""Pure rules of the schedule: on which days and at which instants a regimen has doses (rule 6)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from carecircle.care.medications import amounts, cycles
from carecircle.care.medications.rules import local_instant

FIRST_TIME = "08:00"


class Plan(cycles.Cycle, amounts.Amounts, Protocol):
    times: list[str]
    every_hours: int | None
    ends_on: date | None


Planned = TypeVar("Planned", bound=Plan)


class Slot(NamedTuple):
    """A planned dose: its key on the wall clock, and its instant."""

    local_time: str
    due_at: datetime


def slots(plan: Plan, on: date, zone: ZoneInfo) -> list[Slot]:
    """Returns the doses of a local day. If a clock change makes two instants the same, they are
    one."""
    if not _is_in_force(plan, on):
        return []
    found: dict[datetime, Slot] = {}
    for local_time in _times(plan, on):
        due_at = local_instant(on, time.fromisoformat(local_time), zone)
        is_moved = f"{due_at.astimezone(zone):%H:%M}" != local_time
        if due_at not in found or not is_moved:  # the dose whose local time was not moved wins
            found[due_at] = Slot(local_time, due_at)
    return sorted(found.values(), key=lambda slot: slot.due_at)


def plan_of_day(plans: Sequence[Planned], on: date) -> Planned:
    """Returns the plan for a day: the last one that has begun, or the first."""
    return next((plan for plan in reversed(plans[1:]) if plan.starts_on <= on), plans[0])


def per_day(plan: Plan) -> float:
    """Returns the average number of doses a day."""
    if plan.every_hours:
        return 24 / plan.every_hours
    return len(plan.times) * cycles.share_of_days(plan) * amounts.share_of_days(plan)


def _is_in_force(plan: Plan, on: date) -> bool:
    if on < plan.starts_on or (plan.ends_on is not None and on > plan.ends_on):
        return False
    has_day = bool(plan.every_hours) or cycles.has_day(plan, on)
    return has_day and amounts.amount_on(plan, on) > 0


def _times(plan: Plan, on: date) -> list[str]:
    return list(_hourly(plan, on)) if plan.every_hours else plan.times


def _hourly(plan: Plan, on: date) -> Iterator[str]:
    """Yields the times of a day, counted on the wall clock from the first time of the anchor."""
    first = time.fromisoformat(plan.times[0] if plan.times else FIRST_TIME)
    step = timedelta(hours=plan.every_hours or 24)
    begin = datetime.combine(plan.anchor_on or plan.starts_on, first)
    midnight = datetime.combine(on, time())
    at = begin + max(0, -((begin - midnight) // step)) * step
    while at.date() <= on:
        if at.date() == on:
            yield f"{at:%H:%M}"
        at += step
