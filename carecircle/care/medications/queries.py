"""Reads: the doses of a day with all that a row shows, medications, administrations."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotThere
from carecircle.care.medications import rules
from carecircle.care.medications.models import Administration, Dose, Medication, Regimen
from carecircle.care.recipients.models import Recipient


@dataclass
class DoseOfDay:
    """A dose, what it is of, and its records, oldest first."""

    dose: Dose
    medication: Medication
    regimen: Regimen
    zone: str
    records: list[Administration] = field(default_factory=list)

    def state(self, now: datetime) -> str:
        return rules.state(self.dose, self.records, now)

    @property
    def standing(self) -> Administration | None:
        """The record that counts: the one that settles the dose, else the last live one."""
        live = [record for record in self.records if record.voided_at is None]
        settled = [record for record in live if record.closes]
        return (settled or live or [None])[-1]


def doses_of_day(
    session: Session, family_id: str, on: date, recipient_id: str | None = None
) -> list[DoseOfDay]:
    """In order of time, then name. Two queries, however many doses."""
    rows = _with_all().where(Dose.family_id == family_id, Dose.local_on == on)
    rows = rows.where(Dose.withdrawn_at.is_(None))
    if recipient_id is not None:
        rows = rows.where(Dose.recipient_id == recipient_id)
    return _with_records(session, rows.order_by(Dose.due_at, Medication.name, Dose.id))


def the_dose(session: Session, family_id: str, dose_id: str) -> DoseOfDay:
    """Raises NotThere."""
    rows = _with_all().where(Dose.family_id == family_id, Dose.id == dose_id)
    found = _with_records(session, rows)
    if not found:
        raise NotThere()
    return found[0]


def _with_all() -> Select[tuple[Dose, Medication, Regimen, str]]:
    return (
        select(Dose, Medication, Regimen, Recipient.zone)
        .join(Medication, Medication.id == Dose.medication_id)
        .join(Regimen, Regimen.id == Dose.regimen_id)
        .join(Recipient, Recipient.id == Dose.recipient_id)
    )


def _with_records(
    session: Session, rows: Select[tuple[Dose, Medication, Regimen, str]]
) -> list[DoseOfDay]:
    found = {row[0].id: DoseOfDay(*row) for row in session.execute(rows)}
    for record in _records(session, found):
        found[record.dose_id].records.append(record)
    return list(found.values())


def _records(session: Session, dose_ids: Iterable[str]) -> list[Administration]:
    rows = select(Administration).where(Administration.dose_id.in_(list(dose_ids)))
    return list(session.scalars(rows.order_by(Administration.recorded_at, Administration.id)))


def medications_of(
    session: Session, family_id: str, recipient_id: str | None = None
) -> list[tuple[Medication, Regimen]]:
    """Medications in use, each with its regimen in force, by name."""
    rows = (
        select(Medication, Regimen)
        .join(Regimen, Regimen.medication_id == Medication.id)
        .where(Medication.family_id == family_id, Medication.stopped_at.is_(None))
        .where(Regimen.closed_at.is_(None))
        .order_by(Medication.name, Medication.id)
    )
    if recipient_id is not None:
        rows = rows.where(Medication.recipient_id == recipient_id)
    return [(medication, regimen) for medication, regimen in session.execute(rows)]


def stopped_medications(
    session: Session, family_id: str
) -> list[tuple[Medication, Regimen | None]]:
    """Medications that were stopped, the last stopped first."""
    rows = select(Medication).where(
        Medication.family_id == family_id, Medication.stopped_at.is_not(None)
    )
    found = session.scalars(rows.order_by(Medication.stopped_at.desc()))
    return [(medication, regimen_of(session, medication.id)) for medication in found]


def regimen_of(session: Session, medication_id: str) -> Regimen | None:
    """The regimen in force, or the last one of a stopped medication."""
    rows = select(Regimen).where(Regimen.medication_id == medication_id)
    return session.scalar(rows.order_by(Regimen.created_at.desc()).limit(1))


def the_medication(session: Session, family_id: str, medication_id: str) -> Medication:
    """Raises NotThere."""
    rows = select(Medication).where(
        Medication.family_id == family_id, Medication.id == medication_id
    )
    medication = session.scalar(rows)
    if medication is None:
        raise NotThere()
    return medication


def the_administration(session: Session, family_id: str, record_id: str) -> Administration:
    """Raises NotThere."""
    rows = select(Administration).where(
        Administration.family_id == family_id, Administration.id == record_id
    )
    record = session.scalar(rows)
    if record is None:
        raise NotThere()
    return record


def last_records(session: Session, medication_id: str, limit: int = 3) -> list[Administration]:
    """The last administrations of a medication, newest first, voided ones left out."""
    rows = select(Administration).where(
        Administration.medication_id == medication_id, Administration.voided_at.is_(None)
    )
    return list(session.scalars(rows.order_by(Administration.given_at.desc()).limit(limit)))
