"""Reads: the doses of a medication that were given nearest to a moment, and what is planned around
them."""

from bisect import bisect_left
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.medications.giving.closeness import (
    GivenDose,
    are_too_close,
    closest_apart,
)
from carecircle.care.medications.models import Administration, Dose
from carecircle.care.medications.records import LIVE

NEAREST = 10


def too_close_to(
    session: Session, dose: Dose, given_at: datetime, without: str | None = None
) -> tuple[GivenDose, timedelta] | None:
    """Returns the other dose that was given too close to this one, with how far apart the two must
    be; None if there is none. without: the record that is being corrected."""
    this = GivenDose(dose.id, dose.due_at, given_at)
    others = _nearest(session, dose, given_at, without)
    planned = _planned_between(session, dose.medication_id, [this, *others]) if others else []
    for other in others:
        before = _due_before_later(planned, this, other)
        if are_too_close(this, other, before):
            return other, closest_apart(this, other, before)
    return None


def _nearest(session: Session, dose: Dose, at: datetime, without: str | None) -> list[GivenDose]:
    """Returns the last doses that were given until then, and the first ones after."""
    rows = (
        select(Dose.id, Dose.due_at, Administration.given_at)
        .join(Administration, Administration.dose_id == Dose.id)
        .where(Dose.medication_id == dose.medication_id, Dose.id != dose.id)
        .where(LIVE, Administration.quantity > 0, Administration.id != (without or ""))
    )
    given_at = Administration.given_at
    last = rows.where(given_at <= at).order_by(given_at.desc(), Dose.due_at.desc())
    following = rows.where(given_at > at).order_by(given_at, Dose.due_at)
    found = [*session.execute(last.limit(NEAREST)), *session.execute(following.limit(NEAREST))]
    return [GivenDose(*row) for row in found]


def _planned_between(
    session: Session, medication_id: str, given: list[GivenDose]
) -> list[datetime]:
    """Returns when the doses that were not withdrawn are due, from the first to the last of
    these."""
    due = [one.due_at for one in given]
    rows = select(Dose.due_at).where(
        Dose.medication_id == medication_id,
        Dose.withdrawn_at.is_(None),
        Dose.due_at.between(min(due), max(due)),
    )
    return list(session.scalars(rows.order_by(Dose.due_at)))


def _due_before_later(planned: list[datetime], one: GivenDose, other: GivenDose) -> datetime:
    """Returns when the dose before the later of the two is due. planned: in order."""
    earlier, later = sorted((one, other), key=lambda dose: dose.due_at)
    at = bisect_left(planned, later.due_at)
    return max(planned[at - 1], earlier.due_at) if at else earlier.due_at
