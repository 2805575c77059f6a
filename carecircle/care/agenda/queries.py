"""Reads: upcoming appointments, open tasks and questions."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.agenda.models import AgendaItem
from carecircle.care.errors import NotFound


def agenda_of(session: Session, family_id: str, since: datetime, limit: int) -> list[AgendaItem]:
    """Returns open tasks and questions at any time and appointments from `since` on, the earliest
    first."""
    rows = select(AgendaItem).where(
        AgendaItem.family_id == family_id,
        AgendaItem.cancelled_at.is_(None),
        AgendaItem.done_at.is_(None),
        (AgendaItem.kind != "appointment") | (AgendaItem.due_at >= since),
    )
    order = (AgendaItem.due_at.is_(None), AgendaItem.due_at, AgendaItem.id)
    return list(session.scalars(rows.order_by(*order).limit(limit)))


def next_appointment(session: Session, family_id: str, now: datetime) -> AgendaItem | None:
    rows = select(AgendaItem).where(
        AgendaItem.family_id == family_id,
        AgendaItem.kind == "appointment",
        AgendaItem.cancelled_at.is_(None),
        AgendaItem.due_at >= now,
    )
    return session.scalar(rows.order_by(AgendaItem.due_at, AgendaItem.id).limit(1))


def questions_of(session: Session, family_id: str, recipient_id: str) -> list[AgendaItem]:
    """Returns the open questions about this person, or about nobody in particular."""
    about = (AgendaItem.recipient_id == recipient_id) | AgendaItem.recipient_id.is_(None)
    rows = select(AgendaItem).where(
        AgendaItem.family_id == family_id,
        AgendaItem.kind == "question",
        AgendaItem.cancelled_at.is_(None),
        AgendaItem.done_at.is_(None),
    )
    return list(session.scalars(rows.where(about).order_by(AgendaItem.id)))


def the_item(session: Session, family_id: str, item_id: str, *, lock: bool = False) -> AgendaItem:
    """Returns the item. Raises NotFound."""
    rows = select(AgendaItem).where(AgendaItem.family_id == family_id, AgendaItem.id == item_id)
    found = session.scalar(rows.with_for_update() if lock else rows)
    if found is None:
        raise NotFound()
    return found
