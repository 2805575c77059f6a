"""Reads: the notes of a family that a role may see."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.notes.models import Note
from carecircle.events.audience import SEEN_BY


def _audiences(role: str) -> list[str]:
    return [audience for audience, roles in SEEN_BY.items() if role in roles]


def latest_notes(
    session: Session, family_id: str, role: str, limit: int, before: str | None = None
) -> list[Note]:
    """Returns notes, newest first. before: the id of the last note already shown."""
    rows = select(Note).where(Note.family_id == family_id, Note.audience.in_(_audiences(role)))
    if before:
        rows = rows.where(Note.id < before)
    return list(session.scalars(rows.order_by(Note.id.desc()).limit(limit)))


def the_note(session: Session, family_id: str, note_id: str, role: str) -> Note:
    """Returns the note. Raises NotFound, also if the role may not read it."""
    note = session.scalar(select(Note).where(Note.family_id == family_id, Note.id == note_id))
    if note is None or note.audience not in _audiences(role):
        raise NotFound()
    return note
