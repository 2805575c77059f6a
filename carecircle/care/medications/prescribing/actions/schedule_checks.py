"""Refuses a schedule that never asks, or that breaks its own interval or maximum.

Counted in UTC: a clock change brings two doses an hour nearer, which nobody wrote.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from carecircle.care.errors import Invalid
from carecircle.care.medications.amounts import amount_on
from carecircle.care.medications.models import Regimen
from carecircle.care.medications.regimen_in_force import decimal_of
from carecircle.care.medications.schedule import slots
from carecircle.care.medications.spacing import LOOK_AHEAD_DAYS, first_due_after
from carecircle.care.translatable import lazy_gettext as _

DAY = timedelta(hours=24)
MOST_DOSES = 400
_UTC = ZoneInfo("UTC")


class _Planned(NamedTuple):
    at: datetime
    quantity: int


def check_schedule(plan: Regimen, zone: str, after: datetime | None = None) -> None:
    """Raises Invalid. after: a dose must be due after this time; None: at any time."""
    planned = list(_doses(plan))
    wrong = _never(plan, zone, after) if planned else _no_day(plan)
    wrong |= _interval_error(plan, planned) | _maximum_error(plan, planned)
    if wrong:
        raise Invalid(wrong)


def _doses(plan: Regimen) -> Iterator[_Planned]:
    """Yields the first doses: of a taper those of each step."""
    found = 0
    for number in range(LOOK_AHEAD_DAYS):
        on = plan.starts_on + timedelta(days=number)
        if found > MOST_DOSES or (plan.ends_on and on > plan.ends_on):
            return
        for slot in slots(plan, on, _UTC):
            found += 1
            yield _Planned(slot.due_at, amount_on(plan, on))


def _never(plan: Regimen, zone: str, after: datetime | None) -> dict[str, str]:
    if after is None or first_due_after(plan, after, ZoneInfo(zone)) is not None:
        return {}
    return {"ends_on": _("Its last dose would have been before now: it would never be given")}


def _no_day(plan: Regimen) -> dict[str, str]:
    if plan.ends_on is None:
        return {"weekdays": _("No day fits all of this: it would never be given")}
    return {
        "ends_on": _(
            "No dose falls on a day from %(first)s to %(last)s: it would never be given",
            first=_day(plan.starts_on),
            last=_day(plan.ends_on),
        )
    }


def _interval_error(plan: Regimen, planned: list[_Planned]) -> dict[str, str]:
    least = timedelta(minutes=plan.min_interval_min or 0)
    for one, other in pairwise(planned):
        if other.at - one.at < least:
            words = _(
                "The doses at %(one)s and %(other)s are less than %(hours)s h apart",
                one=f"{one.at:%H:%M}",
                other=f"{other.at:%H:%M}",
                hours=decimal_of(round(least / timedelta(hours=1) * 1000)),
            )
            return {"min_interval_h": words}
    return {}


def _maximum_error(plan: Regimen, planned: list[_Planned]) -> dict[str, str]:
    if plan.max_per_day is None:
        return {}
    for number, last in enumerate(planned):
        before = planned[max(0, number - 24) : number + 1]
        inside = sum(one.quantity for one in before if one.at > last.at - DAY)
        if inside > plan.max_per_day:
            words = _("Its own times ask for %(planned)s in 24 hours", planned=decimal_of(inside))
            return {"max_per_day": words}
    return {}


def _day(on: date) -> str:
    return on.isoformat()
