"""Which doses a regimen asks for, on every day of two years, over all clock changes."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecircle.care.medications.amounts import Step
from carecircle.care.medications.schedule import per_day, slots

ZONES = [
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
]
BEGIN = date(2025, 1, 1)


@dataclass
class Plan:
    times: list[str] = field(default_factory=lambda: ["08:00"])
    weekdays: int | None = None
    every_days: int | None = None
    every_hours: int | None = None
    starts_on: date = BEGIN
    ends_on: date | None = None
    anchor_on: date | None = None
    days_on: int | None = None
    days_off: int | None = None
    month_days: list[int] | None = None
    every_months: int | None = None
    quantity: int = 1000
    by_weekday: list[int] | None = None
    steps: list[Step] | None = None


times = st.lists(st.times(), min_size=1, max_size=6).map(
    lambda found: sorted({f"{one:%H:%M}" for one in found})
)
plans = st.one_of(
    st.builds(
        Plan,
        times=times,
        weekdays=st.none() | st.integers(1, 127),
        every_days=st.none() | st.integers(1, 9),
    ),
    st.builds(
        Plan, times=times.map(lambda found: found[:1]), every_hours=st.sampled_from([1, 5, 8, 72])
    ),
)
days = st.dates(BEGIN, date(2026, 12, 31))


@given(plan=plans, on=days, zone=st.sampled_from(ZONES))
def test_each_dose_is_on_its_day_and_no_two_are_at_one_instant(
    plan: Plan, on: date, zone: str
) -> None:
    place = ZoneInfo(zone)
    found = slots(plan, on, place)
    assert len({slot.local_time for slot in found}) == len(found)
    instants = [slot.due_at for slot in found]
    assert instants == sorted(set(instants))
    for slot in found:
        wall = slot.due_at.astimezone(place).replace(tzinfo=None)
        asked = datetime.combine(on, time.fromisoformat(slot.local_time))
        assert timedelta(0) <= wall - asked <= timedelta(hours=1)


@given(plan=plans, on=days, zone=st.sampled_from(ZONES))
def test_two_days_running_never_share_an_instant(plan: Plan, on: date, zone: str) -> None:
    place = ZoneInfo(zone)
    today, next_day = slots(plan, on, place), slots(plan, on + timedelta(days=1), place)
    assert not {slot.due_at for slot in today} & {slot.due_at for slot in next_day}


@pytest.mark.parametrize("zone", ZONES)
def test_over_two_years_it_asks_for_as_many_as_it_should(zone: str) -> None:
    plan = Plan(times=["07:30", "19:30"])
    counts = [
        len(slots(plan, BEGIN + timedelta(days=number), ZoneInfo(zone))) for number in range(730)
    ]
    assert counts == [2] * 730


def test_weekdays_and_every_other_day_are_kept() -> None:
    london = ZoneInfo("Europe/London")
    monday = date(2026, 11, 23)
    mondays = Plan(weekdays=1, starts_on=monday)
    other = Plan(every_days=2, starts_on=monday)
    week = [monday + timedelta(days=number) for number in range(8)]
    assert [len(slots(mondays, day, london)) for day in week] == [1, 0, 0, 0, 0, 0, 0, 1]
    assert [len(slots(other, day, london)) for day in week] == [1, 0, 1, 0, 1, 0, 1, 0]
    assert per_day(mondays) == pytest.approx(1 / 7)


def test_a_patch_every_72_hours_keeps_its_hour() -> None:
    plan = Plan(times=["09:00"], every_hours=72, starts_on=date(2026, 10, 23))
    found = [
        slots(plan, date(2026, 10, 23) + timedelta(days=number), ZoneInfo("Europe/London"))
        for number in range(7)
    ]
    assert [[slot.local_time for slot in day] for day in found] == [
        ["09:00"],
        [],
        [],
        ["09:00"],
        [],
        [],
        ["09:00"],
    ]


def test_what_the_missing_hour_makes_one_instant_is_one_dose() -> None:
    plan = Plan(times=["01:30", "02:00"])
    [slot] = slots(plan, date(2026, 3, 29), ZoneInfo("Europe/London"))
    assert slot.local_time == "02:00"
    assert slot.due_at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_day_that_a_place_left_out_asks_for_nothing_twice() -> None:
    apia = ZoneInfo("Pacific/Apia")  # had no 30 December 2011
    plan = Plan(times=["08:00"], starts_on=date(2011, 12, 29))
    skipped = slots(plan, date(2011, 12, 30), apia)
    after = slots(plan, date(2011, 12, 31), apia)
    assert len(after) == 1
    assert not {slot.due_at for slot in skipped} & {slot.due_at for slot in after}
