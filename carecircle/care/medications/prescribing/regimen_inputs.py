"""Inputs: how much and when."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from carecircle.care.inputs import Amount, Flag, Input, Line, LocalDate, Times, Whole
from carecircle.care.inputs.base import FormFields
from carecircle.care.inputs.codes import Codes
from carecircle.care.medications.amounts import Step
from carecircle.care.medications.giving.limits import MOST_INTERVAL_MIN
from carecircle.care.medications.prescribing.cycle_types import MonthDays, Steps
from carecircle.care.medications.prescribing.input_types import DAYS, Weekdays
from carecircle.care.translatable import lazy_gettext as _

HOW_MUCH = _("Say how much is taken each time")
AMOUNTS = tuple(f"amount_{day}" for day in DAYS)


class RegimenDetails(Input):
    """How much and when. min_interval_h: minimum hours between two doses of the same ingredient;
    max_per_day: the maximum in 24 rolling hours, in its unit. amount_mon to amount_sun: different
    amounts by weekday, none where there is no dose. doses: it ends when so many were taken. once:
    on its first day only."""

    quantity: Annotated[int | None, Amount()] = None
    quantity_most: Annotated[int | None, Amount()] = None
    unit: Annotated[str | None, Line(most=40)] = None
    times: Annotated[list[str] | None, Times()] = None
    weekdays: Annotated[int | None, Weekdays()] = None
    every_days: Annotated[int | None, Whole(1, 365)] = None
    every_hours: Annotated[int | None, Whole(1, 24 * 14)] = None
    days_on: Annotated[int | None, Whole(1, 365)] = None
    days_off: Annotated[int | None, Whole(1, 365)] = None
    month_days: Annotated[list[int] | None, MonthDays()] = None
    every_months: Annotated[int | None, Whole(1, 12)] = None
    amount_mon: Annotated[int | None, Amount()] = None
    amount_tue: Annotated[int | None, Amount()] = None
    amount_wed: Annotated[int | None, Amount()] = None
    amount_thu: Annotated[int | None, Amount()] = None
    amount_fri: Annotated[int | None, Amount()] = None
    amount_sat: Annotated[int | None, Amount()] = None
    amount_sun: Annotated[int | None, Amount()] = None
    steps: Annotated[list[Step] | None, Steps()] = None
    doses: Annotated[int | None, Whole(1, 1000)] = None
    once: Annotated[bool, Flag()] = False
    starts_on: Annotated[date | None, LocalDate()] = None
    ends_on: Annotated[date | None, LocalDate()] = None
    min_interval_h: Annotated[int | None, Amount()] = None
    max_per_day: Annotated[int | None, Amount()] = None

    @property
    def by_weekday(self) -> list[int] | None:
        """The amounts from Monday to Sunday, 0 where there is none; None if all are alike."""
        amounts = [getattr(self, name) or 0 for name in AMOUNTS]
        return amounts if any(amounts) else None


class RegimenInput(RegimenDetails):
    """A new regimen: with a quantity, amounts by weekday, or steps."""


class ChangeInput(RegimenDetails):
    """A change of the regimen, and who advised it. Fields not sent keep their values.

    confirm: codes of questions that are answered with yes."""

    quantity: Annotated[int | None, Amount(required=HOW_MUCH)] = None
    confirm: Annotated[frozenset[str] | None, Codes()] = None
    why: Annotated[str, Line(required=_("Say why, and who advised it"), most=300)]

    @classmethod
    def _sent_by_form(cls, lists: FormFields) -> Iterable[str]:
        """An empty quantity is not sent, where the amounts are said by weekday or in steps."""
        typed = {name for name in cls.model_fields if any(map(str.strip, lists.get(name, ())))}
        is_said = "quantity" in typed or not typed & {"steps", *AMOUNTS}
        return [name for name in cls.model_fields if is_said or name != "quantity"]


def minutes_of(hours: int | None) -> int | None:
    """Returns thousandths of an hour as whole minutes, at most a fortnight."""
    return min(round(hours * 60 / 1000), MOST_INTERVAL_MIN) if hours else None
