"""Reads: the last weight of a care recipient."""

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

# Observations are a slice of their own, which this one does not import.
_OBSERVATION = table(
    "observation",
    *map(column, ("family_id", "recipient_id", "kind", "number", "at", "voided_at")),
)


def weight_kg(session: Session, family_id: str, recipient_id: str) -> float | None:
    """Returns the last weight that was observed and not struck; None if there is none."""
    row = _OBSERVATION.c
    rows = select(row.number).where(row.family_id == family_id, row.recipient_id == recipient_id)
    rows = rows.where(row.kind == "weight", row.voided_at.is_(None), row.number.is_not(None))
    number = session.scalar(rows.order_by(row.at.desc()).limit(1))
    return None if number is None else number / 1000
