"""Pure rules: what matters most, what is worth telling somebody and why, when it is quiet."""

from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from carecircle.care.translatable import lazy_gettext as _

VISIT_OVER = timedelta(minutes=30)
MORNING = "08:00"
OTHERS_AFTER = timedelta(minutes=10)
ON_DUTY_FIRST = ("medication:missed", "note:added")
KINDS = ("messages", "mentions", "shifts", "doses", "agenda", "notes")

_RANKS = (
    ("emergency:",),
    ("medication:missed", "medication:unrecorded", "shift:uncovered"),
    ("medication:corrected", "medication:stock_low", "medication:changed"),
    ("shift:handoff", "shift:accepted", "recipient:changed", "numbers:changed", "agenda:changed"),
    ("observation:",),
    ("note:", "member:"),
    ("message",),
)


class Happened(Protocol):
    """An event of the log."""

    seq: int
    at: datetime
    type: str
    actor_id: str | None
    data: dict[str, Any]


def rank(event: Happened) -> int:
    """0 is the most important. An incident and a dose that was not given stand high."""
    if event.type == "observation:recorded" and event.data["kind"] in ("incident", "soft_sign"):
        return 1
    if event.type == "medication:logged" and event.data["outcome"] != "given":
        return 2
    for place, starts in enumerate(_RANKS):
        if event.type.startswith(starts):
            return place
    return len(_RANKS)


def why(event: Happened, member_id: str, role: str, *, is_on_duty: bool) -> str | None:
    """Why this member is told: a word, or None where they are not. Nobody is told of their own."""
    if event.actor_id == member_id:
        return None
    if event.type in ("emergency:alert", "emergency:escalated", "emergency:reopened"):
        return "emergency"
    if event.type in ("message", "message:edited"):
        return _of_a_message(event, member_id)
    if event.type in ("shift:changed", "shift:uncovered", "shift:handoff"):
        return _of_a_shift(event, member_id, role)
    if event.type == "medication:missed" and (role == "admin" or is_on_duty):
        return "on_duty" if is_on_duty else "admin"
    if event.type == "medication:unrecorded":
        return "family"
    if event.type == "agenda:changed":
        return _of_the_agenda(event, member_id)
    return "note" if event.type == "note:added" else None


def waits_for_duty(event: Happened, now: datetime, read_by_duty: int | None) -> bool:
    """Whether one who is not on duty is not told: those on duty are told at once, the others
    where it is still unread after a while. read_by_duty: up to where; None where nobody is."""
    if read_by_duty is None or event.type not in ON_DUTY_FIRST:
        return False
    return event.seq <= read_by_duty or now < event.at + OTHERS_AFTER


def _of_a_message(event: Happened, member_id: str) -> str | None:
    if member_id in event.data.get("mentions", []):
        return "mention"
    return "message" if event.type == "message" else None


def _of_a_shift(event: Happened, member_id: str, role: str) -> str | None:
    """Theirs; or one that a carer asks the others to take."""
    if event.data["member"] == member_id and (event.data.get("told") or event.actor_id):
        return "yours"
    if event.data.get("relieved") == member_id:
        return "yours"
    if event.data.get("offered") and role in ("admin", "caregiver"):
        return "asked"
    return "admin" if role == "admin" and event.data.get("told") else None


def _of_the_agenda(event: Happened, member_id: str) -> str | None:
    """Theirs; or what fell due and is nobody's."""
    if event.data["member"] == member_id:
        return "yours"
    return "family" if event.data.get("due") and event.data["member"] is None else None


def kind_of(event: Happened, reason: str) -> str | None:
    """Which choice it falls under; None for emergencies, which nobody can turn off."""
    if reason == "emergency":
        return None
    if reason in ("mention", "message"):
        return f"{reason}s"
    named = {"shift": "shifts", "medication": "doses", "agenda": "agenda", "note": "notes"}
    return named[event.type.partition(":")[0]]


def is_quiet(now: datetime, zone: str, begin: str | None, end: str | None) -> bool:
    """Within the quiet hours, which may go over midnight."""
    if not begin or not end:
        return False
    at = now.astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0)
    first, last = time.fromisoformat(begin), time.fromisoformat(end)
    return first <= at < last if first <= last else at >= first or at < last


def next_at(now: datetime, zone: str, at: str) -> datetime:
    """When the wall clock shows it next."""
    here = now.astimezone(ZoneInfo(zone))
    days = (here.date() + timedelta(days=after) for after in range(3))
    moments = (datetime.combine(day, time.fromisoformat(at), here.tzinfo) for day in days)
    return next(moment for moment in moments if moment > now).astimezone(UTC)


def next_quiet(now: datetime, zone: str, begin: str | None, end: str | None) -> datetime | None:
    """When the quiet hours begin or end next."""
    if not begin or not end:
        return None
    return min(next_at(now, zone, begin), next_at(now, zone, end))


def digest_text(family: str, count: int) -> tuple[str, str]:
    """Title and words. Nothing of what it is about: others may read a mailbox."""
    waiting = (
        _("1 notification waits") if count == 1 else _("%(num)s notifications wait", num=count)
    )
    words = _(
        "%(family)s: %(waiting)s for you. Open CareCircle to read.", family=family, waiting=waiting
    )
    return _("CareCircle: what is new"), words
