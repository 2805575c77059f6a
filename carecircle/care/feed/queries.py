"""Reads: the activity feed, newest first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.events.audience import SEEN_BY
from carecircle.events.catalogue import feed_types
from carecircle.events.models import Event

MOST_SINCE = 300


def latest_events(
    session: Session,
    family_id: str,
    role: str,
    limit: int,
    before: int | None = None,
    *,
    only: str | None = None,
    by: str | None = None,
) -> list[Event]:
    """Returns events that a role may see. before: the number of the last event already shown. only:
    a filter of the feed; by: the member who acted."""
    audiences = [audience for audience, roles in SEEN_BY.items() if role in roles]
    rows = select(Event).where(
        Event.family_id == family_id,
        Event.type.in_(feed_types(only)),
        Event.audience.in_(audiences),
    )
    if before is not None:
        rows = rows.where(Event.seq < before)
    if by is not None:
        rows = rows.where(Event.actor_id == by)
    return list(session.scalars(rows.order_by(Event.seq.desc()).limit(limit)))


def last_event_by_member(session: Session, family_id: str) -> Event | None:
    """Returns the last event with an actor that everybody may see; events of the clock do not
    count."""
    rows = select(Event).where(
        Event.family_id == family_id, Event.actor_id.is_not(None), Event.audience == "family"
    )
    return session.scalar(rows.order_by(Event.seq.desc()).limit(1))


def events_since(session: Session, family_id: str, role: str, seq: int) -> list[Event]:
    """Returns the events after a position that a role may see, the newest first, at most
    MOST_SINCE."""
    audiences = [audience for audience, roles in SEEN_BY.items() if role in roles]
    rows = select(Event).where(
        Event.family_id == family_id, Event.seq > seq, Event.audience.in_(audiences)
    )
    return list(session.scalars(rows.order_by(Event.seq.desc()).limit(MOST_SINCE)))
