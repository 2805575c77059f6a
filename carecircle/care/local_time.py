"""Local times and instants, across changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local_instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """Returns the instant of a local time. A time that the clock skips becomes the next minute that
    exists; one that occurs twice is the first of the two (rule 6)."""
    wall = datetime.combine(on, at)
    while (instant := wall.replace(tzinfo=zone).astimezone(UTC)).astimezone(zone).replace(
        tzinfo=None
    ) != wall:
        wall += timedelta(minutes=1)
    return instant


def instant_of(at: datetime, zone: str) -> datetime:
    """Returns the instant of a time that was sent; without a zone of its own it is in this one."""
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    return local_instant(at.date(), at.time(), ZoneInfo(zone))
