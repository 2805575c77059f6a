"""Wall clocks: the instant of a local time, whatever the clocks do that night."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local_instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock time. A time that the clock skips moves to the next minute that
    exists; one that it shows twice is the first of the two (rule 6)."""
    wall = datetime.combine(on, at)
    while (instant := wall.replace(tzinfo=zone).astimezone(UTC)).astimezone(zone).replace(
        tzinfo=None
    ) != wall:
        wall += timedelta(minutes=1)
    return instant


def instant_of(at: datetime, zone: str) -> datetime:
    """An instant as it came in: without a zone of its own it is on this wall clock."""
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    return local_instant(at.date(), at.time(), ZoneInfo(zone))
