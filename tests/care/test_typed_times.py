"""A typed time of day is the instant that the person means (pure rules)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from carecircle.care.typed_times import meant, minutes_to_come, time_of_day

LONDON = ZoneInfo("Europe/London")


def local(text: str) -> datetime:
    """Returns the instant of `05-12 08:10` in London; `*` after it is the second of two."""
    at = datetime.fromisoformat(f"2026-{text.removesuffix('*')}").replace(tzinfo=LONDON)
    return at.replace(fold=int(text.endswith("*"))).astimezone(UTC)


# typed, now, due, meant
CASES = [
    ("08:10", "05-12 08:15", None, "05-12 08:10"),
    ("8:10", "05-12 08:15", None, "05-12 08:10"),
    ("08.10", "05-12 08:15", None, "05-12 08:10"),
    ("23:50", "05-13 00:10", None, "05-12 23:50"),
    ("00:05", "05-13 00:10", None, "05-13 00:05"),
    ("22:00", "05-13 07:00", None, "05-12 22:00"),
    ("08:00", "05-12 21:00", None, "05-12 08:00"),
    ("16:08", "05-12 16:07", None, "05-12 16:07"),  # two clocks: now
    ("16:47", "05-12 16:07", None, "05-12 16:47"),  # to come, never yesterday's
    ("23:00", "05-12 12:00", None, "05-12 23:00"),
    ("00:00", "05-12 23:59", None, "05-12 00:00"),
    ("08:10", "05-13 09:00", "05-12 08:00", "05-12 08:10"),  # the form of yesterday's dose
    ("08:10", "05-15 18:00", "05-12 08:00", "05-12 08:10"),  # a correction three days later
    ("00:10", "05-13 09:00", "05-12 23:45", "05-13 00:10"),
    ("23:50", "05-13 00:20", "05-13 00:05", "05-12 23:50"),
    ("07:40", "05-12 07:41", "05-12 08:00", "05-12 07:40"),
    ("20:00", "05-12 19:30", "05-12 20:00", "05-12 20:00"),  # to come
    ("01:30", "10-25 01:45", None, "10-25 01:30"),  # before the clocks go back
    ("01:30", "10-25 01:45*", None, "10-25 01:30*"),
    ("01:30", "10-25 12:00", None, "10-25 01:30*"),
    ("01:50", "10-25 01:45*", None, "10-25 01:50"),
    ("01:30", "10-26 09:00", "10-25 01:00", "10-25 01:30*"),
    ("01:30", "03-29 12:00", None, "03-29 02:00"),  # the hour that does not exist
    ("23:30", "03-29 12:00", "03-28 23:00", "03-28 23:30"),
    ("12:00", "12-31 12:30", None, "12-31 12:00"),
]


@pytest.mark.parametrize(("typed", "now", "due", "expected"), CASES)
def test_the_day_is_the_one_that_is_meant(
    typed: str, now: str, due: str | None, expected: str
) -> None:
    at = time_of_day(typed)
    assert at is not None
    found = meant(at, local(now), LONDON, local(due) if due else None)
    assert found == local(expected)


@pytest.mark.parametrize("text", ["24:00", "8", "8:5", "08:60", "now", "", "-1:00", "08:10:00"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert time_of_day(text) is None


@pytest.mark.parametrize(("minutes", "expected"), [(40, 40), (0, 0), (-5, 0), (1.5, 2)])
def test_how_long_a_time_is_to_come(minutes: float, expected: int) -> None:
    now = local("05-12 12:00")
    assert minutes_to_come(now + timedelta(minutes=minutes), now) == expected
