"""The time between doses of a regimen (pure rules)."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from carecircle.care.medications import schedule, spacing
from tests.care.medications.prescribing import test_schedule as schedules

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 5, 4)


Plan = partial(schedules.Plan, starts_on=MONDAY)

PLANS = {
    "daily": (Plan(), 24),
    "three times a day": (Plan(["08:00", "14:00", "22:00"]), 6),
    "weekly": (Plan(every_days=7), 168),
    "alternate days": (Plan(every_days=2), 48),
    "a patch": (Plan(every_hours=72), 72),
    "Monday and Thursday": (Plan(weekdays=0b1001), 72),
    "every second Monday": (Plan(weekdays=1, every_days=14), 336),
    "a single day": (Plan(ends_on=MONDAY), None),
}


@pytest.mark.parametrize(("plan", "hours"), PLANS.values(), ids=PLANS)
def test_the_shortest_spacing(plan: schedules.Plan, hours: int | None) -> None:
    expected = None if hours is None else timedelta(hours=hours)
    assert spacing.shortest_spacing(plan, LONDON) == expected


@pytest.mark.parametrize(
    ("last", "following", "hours", "is_too_soon"),
    [
        (0, 24, [24], False),
        (0, 23, [24], False),
        (0, 21, [24], True),
        (0, 24, [168, 168], True),
        (0, 168, [168, 24], False),
        (0, 4, [6, 24], True),
        (0, 5, [6, 24], False),
        (0, 1, [], False),
    ],
)
def test_too_soon_is_sooner_than_the_shorter_spacing(
    last: int, following: int, hours: list[int], is_too_soon: bool
) -> None:
    begin = datetime(2026, 5, 4, tzinfo=UTC)
    spacings = [timedelta(hours=one) for one in hours]
    at = begin + timedelta(hours=last), begin + timedelta(hours=following)
    assert spacing.is_too_soon(*at, spacings) is is_too_soon


@pytest.mark.parametrize(
    ("plan", "days"),
    [
        (Plan(every_days=7, starts_on=date(2026, 5, 12), anchor_on=MONDAY), [18, 25]),
        (Plan(every_days=2, starts_on=date(2026, 5, 11), anchor_on=MONDAY), [12, 14, 16, 18]),
        (Plan(weekdays=1, every_days=14, starts_on=date(2026, 5, 5)), [11, 25]),
        (Plan(weekdays=0b10001, every_days=14), [4, 8, 18, 22]),
        (Plan(every_hours=72, starts_on=date(2026, 5, 8), anchor_on=MONDAY), [10, 13, 16]),
    ],
)
def test_a_cycle_is_counted_from_its_anchor(plan: schedules.Plan, days: list[int]) -> None:
    found = [day for day in range(4, 28) if schedule.slots(plan, date(2026, 5, day), LONDON)]
    assert found[: len(days)] == days
