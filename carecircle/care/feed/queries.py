"""Reads: the activity feed, newest first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.events.audience import SEEN_BY
from carecircle.events.models import Event

# What a person wants to read; the rest of the log only moves screens.
FEED_TYPES = (
    "medication:logged",
    "medication:corrected",
    "medication:missed",
    "medication:unrecorded",
    "medication:reoffered",
    "medication:changed",
    "medication:stock_low",
    "medication:task",
    "medication:incident",
    "medication:effect_due",
    "medication:effect",
    "medication:absence",
    "numbers:changed",
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
    "observation:recorded",
    "observation:corrected",
    "agenda:changed",
)
MOST_SINCE = 300


def latest_events(
    session: Session,
    family_id: str,
    role: str,
    limit: int,
    before: int | None = None,
    *,
    starts: str | None = None,
    by: str | None = None,
) -> list[Event]:
    """What a role may see of it; before: the number of the last event already shown. starts: how
    the types begin that are asked for; by: what one member did."""
    audiences = [audience for audience, roles in SEEN_BY.items() if role in roles]
    rows = select(Event).where(
        Event.family_id == family_id, Event.type.in_(FEED_TYPES), Event.audience.in_(audiences)
    )
    if before is not None:
        rows = rows.where(Event.seq < before)
    if starts is not None:
        rows = rows.where(Event.type.startswith(starts, autoescape=True))
    if by is not None:
        rows = rows.where(Event.actor_id == by)
    return list(session.scalars(rows.order_by(Event.seq.desc()).limit(limit)))


def last_by_a_person(session: Session, family_id: str) -> Event | None:
    """The last that a member did and everybody may see; the clock's own events do not count."""
    rows = select(Event).where(
        Event.family_id == family_id, Event.actor_id.is_not(None), Event.audience == "family"
    )
    return session.scalar(rows.order_by(Event.seq.desc()).limit(1))


def events_since(session: Session, family_id: str, role: str, seq: int) -> list[Event]:
    """What a role may see after a position, the newest first, up to a bound."""
    audiences = [audience for audience, roles in SEEN_BY.items() if role in roles]
    rows = select(Event).where(
        Event.family_id == family_id, Event.seq > seq, Event.audience.in_(audiences)
    )
    return list(session.scalars(rows.order_by(Event.seq.desc()).limit(MOST_SINCE)))
