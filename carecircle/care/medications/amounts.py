"""Pure rules of how much is taken on a day: the same each time, by the weekday, or in steps."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from typing_extensions import TypedDict


class Step(TypedDict):
    """A step of a taper. quantity: in thousandths; days: None if it goes on."""

    quantity: int
    days: int | None


class Amounts(Protocol):
    """by_weekday: thousandths from Monday to Sunday, 0 for a day without."""

    quantity: int
    by_weekday: list[int] | None
    steps: list[Step] | None
    starts_on: date
    anchor_on: date | None


class StepDates(NamedTuple):
    """A step with its first and last day; None if it goes on."""

    quantity: int
    first: date
    last: date | None


def amount_on(amounts: Amounts, on: date) -> int:
    """Returns the thousandths of one dose on that day; 0 if there is none."""
    if amounts.by_weekday:
        return amounts.by_weekday[on.weekday()]
    if not amounts.steps:
        return amounts.quantity
    return next(
        (one.quantity for one in step_dates(amounts) if one.last is None or on <= one.last), 0
    )


def step_dates(amounts: Amounts) -> Iterator[StepDates]:
    """Yields the steps of a taper with their days."""
    first = amounts.anchor_on or amounts.starts_on
    for step in amounts.steps or ():
        days = step["days"]
        last = first + timedelta(days=days - 1) if days else None
        yield StepDates(step["quantity"], first, last)
        first += timedelta(days=days or 0)


def last_day_of_steps(amounts: Amounts) -> date | None:
    """Returns the last day of the last step; None if it goes on, or without steps."""
    *_before, last = [None, *step_dates(amounts)]
    return last.last if last else None


def largest(by_weekday: list[int] | None, steps: list[Step] | None) -> int:
    """Returns the largest of different amounts; 0 if there are none."""
    return max([*(by_weekday or ()), *(one["quantity"] for one in steps or ())], default=0)


def average_on_days_with_doses(amounts: Amounts, on: date) -> float:
    """Returns the thousandths of an average dose from that day on."""
    if amounts.by_weekday:
        given = [one for one in amounts.by_weekday if one]
        return sum(given) / len(given)
    return amount_on(amounts, on) or amounts.quantity


def share_of_days(amounts: Amounts) -> float:
    """Returns the share of weekdays that have an amount."""
    return sum(map(bool, amounts.by_weekday)) / 7 if amounts.by_weekday else 1
