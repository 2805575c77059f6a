"""Reads: the records of doses. rules.record_that_counts decides which of them counts."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.medications.models import Administration

LIVE = Administration.voided_at.is_(None)  # rules.is_live, for a query


def records_of(session: Session, dose_ids: Iterable[str]) -> dict[str, list[Administration]]:
    """Returns all records of these doses by dose, voided ones too, the first recorded first."""
    found: dict[str, list[Administration]] = {dose_id: [] for dose_id in dose_ids}
    rows = select(Administration).where(Administration.dose_id.in_(list(found)))
    for record in session.scalars(rows.order_by(Administration.recorded_at, Administration.id)):
        found[record.dose_id or ""].append(record)
    return found
