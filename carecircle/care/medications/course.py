"""Reads: a course that is counted in doses."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle.care.medications.models import Administration, Regimen
from carecircle.care.medications.records import LIVE


def taken_of_course(session: Session, regimen: Regimen) -> int:
    """Returns how many doses were taken since the course is counted."""
    rows = select(func.count()).where(
        Administration.medication_id == regimen.medication_id,
        Administration.recorded_at >= (regimen.counted_from or regimen.created_at),
        Administration.dose_id.is_not(None),
        Administration.quantity > 0,
        LIVE,
    )
    return session.scalar(rows) or 0


def is_complete(session: Session, regimen: Regimen) -> bool:
    """Returns whether the last dose of a course was taken; False if it is not counted in doses."""
    return regimen.doses is not None and taken_of_course(session, regimen) >= regimen.doses
