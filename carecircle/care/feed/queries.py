"""Reads: the activity feed, newest first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.events.audience import SEEN_BY
from carecircle.events.models import Event

# What a person wants to read; the rest of the log only moves screens.
TOLD_TYPES = (
    "medication:logged",
    "medication:corrected",
    "medication:missed",
    "medication:changed",
    "medication:stock_low",
    "medication:task",
    "medication:incident",
    "medication:effect_due",
    "medication:effect",
    "medication:absence",
    "emergency:alert",
    "emergency:updated",
    "emergency:acknowledged",
    "emergency:declined",
    "emergency:escalated",
    "emergency:resolved",
    "emergency:reopened",
    "note:added",
    "member:joined",
    "member:changed",
    "member:removed",
    "recipient:changed",
    "shift:started",
    "shift:ended",
    "shift:uncovered",
    "shift:handoff",
    "shift:accepted",
    "message",
)


def latest_events(
    session: Session, family_id: str, role: str, limit: int, before: int | None = None
) -> list[Event]:
    """What a role may see of it; before: the number of the last event already shown."""
    audiences = [audience for audience, roles in SEEN_BY.items() if role in roles]
    rows = select(Event).where(
        Event.family_id == family_id, Event.type.in_(TOLD_TYPES), Event.audience.in_(audiences)
    )
    if before is not None:
        rows = rows.where(Event.seq < before)
    return list(session.scalars(rows.order_by(Event.seq.desc()).limit(limit)))


def last_by_a_person(session: Session, family_id: str) -> Event | None:
    """The last that a member did and everybody may see; the clock's own events do not count."""
    rows = select(Event).where(
        Event.family_id == family_id, Event.actor_id.is_not(None), Event.audience == "family"
    )
    return session.scalar(rows.order_by(Event.seq.desc()).limit(1))
