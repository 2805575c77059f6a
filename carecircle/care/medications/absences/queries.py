"""Reads: hospital stays and outings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.medications.models.absences import Absence


def open_absence(session: Session, recipient_id: str) -> Absence | None:
    rows = select(Absence).where(Absence.recipient_id == recipient_id)
    return session.scalar(rows.where(Absence.ends_at.is_(None)))


def the_absence(session: Session, family_id: str, absence_id: str) -> Absence:
    """Returns the absence. Raises NotFound."""
    rows = select(Absence).where(Absence.family_id == family_id, Absence.id == absence_id)
    found = session.scalar(rows)
    if found is None:
        raise NotFound()
    return found


def absences_to_reconcile(session: Session, family_id: str) -> list[Absence]:
    """Returns absences that are open, or over and not reconciled yet."""
    rows = select(Absence).where(Absence.family_id == family_id, Absence.reconciled_at.is_(None))
    return list(session.scalars(rows.order_by(Absence.starts_at)))
