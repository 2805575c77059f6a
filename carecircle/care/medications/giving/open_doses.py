"""Open doses: what still has to be given or explained, whatever the date.

A dose is open from the beginning of its window until it has an outcome that is not offered again.
One that was not recorded stays open until a member has reviewed it. Every list, count and guard
that asks what is still to be done uses these functions.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications.giving.queries import DoseOfDay, doses_where
from carecircle.care.medications.models import Administration, Dose
from carecircle.care.medications.records import LIVE

STILL_TO_DO = ("due", "late", "on_offer", "not_recorded")
TOLD_WITHIN = timedelta(days=2)  # a dose whose window has ended is marked as not recorded by then


def is_open(dose: DoseOfDay, now: datetime) -> bool:
    return dose.dose.reviewed_at is None and dose.state(now) in STILL_TO_DO


def open_doses(
    session: Session, family_id: str, recipient_id: str | None = None
) -> list[DoseOfDay]:
    """Returns the open doses of a family or of one care recipient, the earliest first. At most
    four queries for any number of care recipients."""
    now = clock.now()
    rows = [Dose.family_id == family_id, Dose.opens_at <= now, *_may_be_open(now)]
    if recipient_id is not None:
        rows.append(Dose.recipient_id == recipient_id)
    return [dose for dose in doses_where(session, *rows) if is_open(dose, now)]


def _may_be_open(now: datetime) -> list[ColumnElement[bool]]:
    """Conditions that keep the query small; is_open decides."""
    is_recorded = exists().where(Administration.dose_id == Dose.id, LIVE)
    is_settled = is_recorded.where(or_(Administration.closes, Administration.is_extra))
    is_recent = Dose.closes_at > now - TOLD_WITHIN
    return [
        Dose.reviewed_at.is_(None),
        or_(is_recent, Dose.told == "not_recorded"),
        ~is_settled,
        or_(Dose.closes_at > now, ~is_recorded),
    ]
