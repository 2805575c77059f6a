"""When a dose is due, over both clock changes, and what state it is in."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecircle.care.medications import rules
from carecircle.care.thresholds.definitions import DEFAULTS

ZONES = [
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
]


@given(
    zone=st.sampled_from(ZONES),
    on=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    at=st.times().map(lambda value: value.replace(second=0, microsecond=0, fold=0)),
)
def test_a_wall_clock_time_is_itself_or_the_next_minute_that_exists(
    zone: str, on: date, at: time
) -> None:
    local = rules.local_instant(on, at, ZoneInfo(zone)).astimezone(ZoneInfo(zone))
    asked = datetime.combine(on, at)
    moved = local.replace(tzinfo=None) - asked
    assert timedelta(0) <= moved <= timedelta(hours=1)
    if moved:
        before = local - timedelta(minutes=1)  # wall arithmetic: the minute before does not exist
        assert before.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != (
            before.replace(tzinfo=None)
        )


def test_the_missing_hour_moves_and_the_doubled_hour_counts_once() -> None:
    london = ZoneInfo("Europe/London")
    spring = rules.local_instant(date(2026, 3, 29), time(1, 30), london)
    assert spring == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 02:00, the first that exists
    autumn = rules.local_instant(date(2026, 10, 25), time(1, 30), london)
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the first of the two


DUE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "state"),
    [
        (-31, "upcoming"),
        (-30, "due"),
        (0, "due"),
        (59, "due"),
        (60, "late"),
        (119, "late"),
        (120, "not_recorded"),
    ],
)
def test_the_clock_alone_moves_a_dose_through_its_window(minutes: int, state: str) -> None:
    frame = rules.frame(DUE, DEFAULTS)
    now = DUE + timedelta(minutes=minutes)
    assert rules.state(frame, [], now) == state
    following = rules.next_change(frame, now)
    is_told = following == frame.tell_at
    assert following is not None
    assert (rules.state(frame, [], following) == state) == is_told == (state == "not_recorded")
