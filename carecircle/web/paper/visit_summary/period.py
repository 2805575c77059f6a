"""The days that a summary is about: some lengths to choose from, or any two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from carecircle.care.errors import Invalid
from carecircle.care.inputs import Input, LocalDate, Whole
from carecircle.care.translatable import lazy_gettext as _

LENGTHS = (7, 28, 90)
MOST_DAYS = 366


class PeriodInput(Input):
    days: Annotated[int | None, Whole(1, MOST_DAYS)] = None
    since: Annotated[date | None, LocalDate()] = None
    until: Annotated[date | None, LocalDate()] = None


@dataclass(frozen=True)
class Period:
    """first, last: both included. days: how many."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def period(given: Mapping[str, Any], today: date) -> Period:
    """The last four weeks where nothing is said. Raises Invalid."""
    asked = PeriodInput.read(given)
    last = asked.until or today
    first = asked.since or last - timedelta(days=(asked.days or 28) - 1)
    if first > last:
        raise Invalid({"since": _("The first day must not come after the last")})
    if (last - first).days >= MOST_DAYS:
        raise Invalid({"since": _("At most a year at once")})
    return Period(first, last)
