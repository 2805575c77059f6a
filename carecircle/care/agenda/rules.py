"""Pure rules: when the reminder of an agenda item is sent."""

from datetime import datetime, timedelta

BEFORE_AN_APPOINTMENT = timedelta(hours=2)


def remind_at(kind: str, due_at: datetime | None, now: datetime) -> datetime | None:
    """Returns the time of the reminder: when a task is due; for an appointment, in time to set out.
    None if that has passed."""
    if due_at is None or due_at <= now:
        return None
    return max(now, due_at - BEFORE_AN_APPOINTMENT) if kind == "appointment" else due_at


def is_overdue(kind: str, due_at: datetime | None, now: datetime) -> bool:
    return kind == "task" and due_at is not None and due_at <= now
