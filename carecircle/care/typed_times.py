"""The instant that a person means by a time of day such as 23:50 (pure rules).

With a due time it is the nearest one, so that 00:10 of a dose due at 23:45 is the day after.
Without one it is today's; yesterday's if today's would be more than twelve hours away. A time that
is still to come stays so: the caller refuses it, and never takes it for yesterday's.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from carecircle.care.local_time import local_instant

SLACK = timedelta(minutes=2)  # clocks differ so much; taken as now
HALF_DAY = timedelta(hours=12)
_TIME = re.compile("([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


def time_of_day(text: str) -> time | None:
    """Returns the time of `8:05`, `08:05` or `08.05`; None if it is none."""
    match = _TIME.fullmatch(text.strip())
    return time(int(match[1]), int(match[2])) if match else None


def meant(at: time, now: datetime, zone: ZoneInfo, due_at: datetime | None = None) -> datetime:
    """Returns the instant in UTC; now for a time that is at most two minutes to come."""
    if due_at is not None:
        found = min(_around(due_at, at, now, zone), key=lambda one: abs(one - due_at))
    else:
        today = now.astimezone(zone).date()
        found = latest_instant(today, at, zone, now)
        if found - now > HALF_DAY:
            found = latest_instant(today - timedelta(days=1), at, zone, now)
    return now if now < found <= now + SLACK else found


def latest_instant(on: date, at: time, zone: ZoneInfo, now: datetime) -> datetime:
    """Returns the instant of a local time; of a time that occurs twice, the last that is not to
    come."""
    first = local_instant(on, at, zone)
    second = datetime.combine(on, at, zone).replace(fold=1).astimezone(UTC)
    is_twice = second > first and second.astimezone(zone).time() == at
    return second if is_twice and second <= now + SLACK else first


def minutes_to_come(at: datetime, now: datetime) -> int:
    """Returns how many minutes it is still to come; 0 if it is not."""
    return max(0, -((now - at) // timedelta(minutes=1)))


def _around(due_at: datetime, at: time, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    day = due_at.astimezone(zone).date()
    for days in (-1, 0, 1):
        yield latest_instant(day + timedelta(days=days), at, zone, now)
