"""What a family was told, read off its log."""

from typing import Any

from sqlalchemy import select

from carecircle.db.session import reading
from carecircle.events.models import Event


def told(family_id: str, type_: str) -> list[dict[str, Any]]:
    """The data of each event of that type, oldest first."""
    rows = select(Event).where(Event.family_id == family_id, Event.type == type_)
    with reading() as session:
        return [event.data for event in session.scalars(rows.order_by(Event.seq))]


def types_told(family_id: str) -> list[str]:
    with reading() as session:
        rows = select(Event.type).where(Event.family_id == family_id).order_by(Event.seq)
        return list(session.scalars(rows))
