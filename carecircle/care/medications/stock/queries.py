"""Reads: the register of a medication, and for how many days its stock lasts."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications.amounts import average_on_days_with_doses
from carecircle.care.medications.models import (
    Administration,
    Medication,
    StockEntry,
)
from carecircle.care.medications.records import LIVE
from carecircle.care.medications.regimens import regimen_of
from carecircle.care.medications.schedule import per_day
from carecircle.care.medications.stock import supply

LOOKED_BACK_DAYS = 14


def days_left(session: Session, medication: Medication) -> int | None:
    """Returns the days left by the regimen in force; for a PRN by the use of the last fortnight."""
    regimen = regimen_of(session, medication.id)
    if medication.stock is None or regimen is None:
        return None
    average = average_on_days_with_doses(regimen, clock.now().date())
    used = per_day(regimen) * (regimen.quantity_most or average)
    if medication.is_prn:
        used = _taken_lately(session, medication.id) / LOOKED_BACK_DAYS
    return supply.days_left(medication.stock, used)


def _taken_lately(session: Session, medication_id: str) -> int:
    since = clock.now() - timedelta(days=LOOKED_BACK_DAYS)
    rows = select(func.sum(Administration.quantity)).where(
        Administration.medication_id == medication_id,
        Administration.given_at > since,
        LIVE,
    )
    return int(session.scalar(rows) or 0)


def register_of(
    session: Session, medication_id: str, before: int | None = None, limit: int | None = None
) -> list[StockEntry]:
    """Returns the register, the newest line first: all of it, or those before a number."""
    rows = select(StockEntry).where(StockEntry.medication_id == medication_id)
    if before is not None:
        rows = rows.where(StockEntry.number < before)
    return list(session.scalars(rows.order_by(StockEntry.number.desc()).limit(limit)))
