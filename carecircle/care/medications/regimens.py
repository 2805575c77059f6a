"""Reads: medications with their regimens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ColumnExpressionArgument, and_, case, or_, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import NotFound
from carecircle.care.medications.amounts import amount_on
from carecircle.care.medications.models import (
    Dose,
    Medication,
    Regimen,
)
from carecircle.care.recipients.models import Recipient

_NEWEST = (Regimen.closed_at.is_not(None), Regimen.created_at.desc(), Regimen.id.desc())


@dataclass
class DoseOrPrn:
    """A dose, or a PRN without one, with the regimen and time zone that it is given by."""

    dose: Dose | None
    medication: Medication
    regimen: Regimen
    zone: str

    @property
    def planned(self) -> int:
        """The thousandths that are planned: of a dose, on its day."""
        return amount_on(self.regimen, self.dose.local_on) if self.dose else self.regimen.quantity


def medications_of(
    session: Session, family_id: str, recipient_id: str | None = None
) -> list[tuple[Medication, Regimen]]:
    """Returns the medications in use, each with its regimen in force, by name."""
    rows = (
        select(Medication, Regimen)
        .join(Regimen, Regimen.medication_id == Medication.id)
        .where(Medication.family_id == family_id, Medication.stopped_at.is_(None))
        .where(_is_open(clock.now()))
        .order_by(Medication.name, Medication.id, *in_force_first(clock.now()))
    )
    if recipient_id is not None:
        rows = rows.where(Medication.recipient_id == recipient_id)
    found: dict[str, tuple[Medication, Regimen]] = {}
    for medication, regimen in session.execute(rows):
        found.setdefault(medication.id, (medication, regimen))  # a future change comes second
    return list(found.values())


def is_taken_on(medication: Medication, regimen: Regimen, day: date) -> bool:
    """Returns whether it is taken on that local day: begun, not ended, and active if it is a
    PRN."""
    is_active = medication.activated_at is not None or not medication.is_prn
    is_within = regimen.starts_on <= day and (regimen.ends_on is None or day <= regimen.ends_on)
    return is_active and is_within and medication.stopped_at is None


def regimen_of(session: Session, medication_id: str) -> Regimen | None:
    """Returns the regimen in force, or the last one of a stopped medication."""
    rows = select(Regimen).where(Regimen.medication_id == medication_id)
    return session.scalar(rows.order_by(*in_force_first(clock.now())).limit(1))


def open_regimens(session: Session, medication_id: str) -> list[Regimen]:
    """Returns the regimen in force, and after it a future change; empty once it is stopped."""
    rows = select(Regimen).where(Regimen.medication_id == medication_id, _is_open(clock.now()))
    return list(session.scalars(rows.order_by(*in_force_first(clock.now()))))


def in_force_first(at: datetime) -> tuple[ColumnExpressionArgument[Any], ...]:
    """Returns the order in which the first regimen of a medication is the one in force at that
    time, or the last before it."""
    is_over = Regimen.closed_at <= at
    never_was = and_(Regimen.takes_effect_at.is_not(None), Regimen.closed_at.is_not(None))
    over_at = case((is_over, Regimen.closed_at)).desc()
    place = case((never_was, 2), (is_over, 1), else_=0)
    ends = Regimen.closed_at.is_(None), Regimen.closed_at  # of two, the one that ends first
    return place, over_at, *ends, Regimen.created_at, Regimen.id


def _is_open(now: datetime) -> ColumnElement[bool]:
    return or_(Regimen.closed_at.is_(None), Regimen.closed_at > now)


def the_medication(session: Session, family_id: str, medication_id: str) -> Medication:
    """Returns the medication. Raises NotFound."""
    rows = select(Medication).where(
        Medication.family_id == family_id, Medication.id == medication_id
    )
    medication = session.scalar(rows)
    if medication is None:
        raise NotFound()
    return medication


def the_prn(session: Session, family_id: str, medication_id: str) -> DoseOrPrn:
    """Returns a medication that is given as needed, with its regimen. Raises NotFound."""
    medication = the_medication(session, family_id, medication_id)
    regimen = regimen_of(session, medication.id)
    zone = session.scalar(select(Recipient.zone).where(Recipient.id == medication.recipient_id))
    if regimen is None or zone is None:
        raise NotFound()
    return DoseOrPrn(None, medication, regimen, zone)


def regimens_of(session: Session, medication_id: str) -> list[Regimen]:
    """Returns every regimen it ever had, the newest first."""
    rows = select(Regimen).where(Regimen.medication_id == medication_id)
    return list(session.scalars(rows.order_by(*_NEWEST)))


def all_regimens(session: Session, medication_ids: Collection[str]) -> dict[str, list[Regimen]]:
    """Returns every regimen of these medications, by id."""
    if not medication_ids:
        return {}
    grouped: dict[str, list[Regimen]] = {one: [] for one in medication_ids}
    for regimen in session.scalars(select(Regimen).where(Regimen.medication_id.in_(grouped))):
        grouped[regimen.medication_id].append(regimen)
    return grouped
