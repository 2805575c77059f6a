"""Reads: the doses of a day with everything that a row shows, and their records."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import NotFound
from carecircle.care.medications import rules
from carecircle.care.medications.models import (
    Administration,
    Dose,
    Medication,
    Regimen,
)
from carecircle.care.medications.models.absences import Absence
from carecircle.care.medications.models.giving import Preparing
from carecircle.care.medications.records import LIVE, records_of
from carecircle.care.medications.regimens import DoseOrPrn, the_prn
from carecircle.care.recipients.models import Recipient


@dataclass
class DoseOfDay(DoseOrPrn):
    """A dose, its medication and regimen, and its records, oldest first."""

    dose: Dose
    records: list[Administration] = field(default_factory=list)
    absence: Absence | None = None
    preparing: Preparing | None = None

    def state(self, now: datetime) -> str:
        if self.absence is not None and self.standing is None:
            return "absent"
        return rules.state(self.dose, self.records, now)

    @property
    def standing(self) -> Administration | None:
        """Returns the record that counts."""
        return rules.record_that_counts(self.records)


def doses_of_day(
    session: Session, family_id: str, on: date, recipient_id: str | None = None
) -> list[DoseOfDay]:
    """Returns the doses of a local day in order of time, then name."""
    of = [Dose.recipient_id == recipient_id] if recipient_id is not None else []
    return doses_where(session, Dose.family_id == family_id, Dose.local_on == on, *of)


def doses_where(session: Session, *conditions: ColumnElement[bool]) -> list[DoseOfDay]:
    """Returns the doses that are not withdrawn, in order of time, then name. At most four queries
    for any number of doses."""
    rows = _with_all().where(Dose.withdrawn_at.is_(None), *conditions)
    return _with_records(session, rows.order_by(Dose.due_at, Medication.name, Dose.id))


def the_dose(session: Session, family_id: str, dose_id: str) -> DoseOfDay:
    """Returns the dose. Raises NotFound."""
    rows = _with_all().where(Dose.family_id == family_id, Dose.id == dose_id)
    found = _with_records(session, rows)
    if not found:
        raise NotFound()
    return found[0]


def doses_by_id(session: Session, family_id: str, ids: list[str]) -> list[DoseOfDay]:
    """Returns the doses with these ids that exist."""
    if not ids:
        return []
    rows = _with_all().where(Dose.family_id == family_id, Dose.id.in_(ids))
    return [DoseOfDay(*row) for row in session.execute(rows)]


def _with_all() -> Select[Dose, Medication, Regimen, str]:
    return (
        select(Dose, Medication, Regimen, Recipient.zone)
        .join(Medication, Medication.id == Dose.medication_id)
        .join(Regimen, Regimen.id == Dose.regimen_id)
        .join(Recipient, Recipient.id == Dose.recipient_id)
    )


def _with_records(
    session: Session, rows: Select[Dose, Medication, Regimen, str]
) -> list[DoseOfDay]:
    found = {row[0].id: DoseOfDay(*row) for row in session.execute(rows)}
    for dose_id, records in records_of(session, found).items():
        found[dose_id].records = records
    _attach_absences(session, found)
    _attach_preparing(session, found)
    return list(found.values())


def _attach_absences(session: Session, found: dict[str, DoseOfDay]) -> None:
    ids = {one.dose.absence_id for one in found.values()} - {None}
    rows = session.scalars(select(Absence).where(Absence.id.in_(ids))) if ids else ()
    absences = {absence.id: absence for absence in rows}
    for one in found.values():
        one.absence = absences.get(one.dose.absence_id or "")


def _attach_preparing(session: Session, found: dict[str, DoseOfDay]) -> None:
    rows = select(Preparing).where(Preparing.dose_id.in_(list(found)))
    for row in session.scalars(rows.where(Preparing.until > clock.now())):
        found[row.dose_id].preparing = row


def the_administration(session: Session, family_id: str, record_id: str) -> Administration:
    """Returns the administration. Raises NotFound."""
    rows = select(Administration).where(
        Administration.family_id == family_id, Administration.id == record_id
    )
    record = session.scalar(rows)
    if record is None:
        raise NotFound()
    return record


def last_records(session: Session, medication_id: str, limit: int = 3) -> list[Administration]:
    """Returns the last live administrations of a medication, newest first."""
    return list(session.scalars(_newest(medication_id).limit(limit)))


def last_given(session: Session, medication_id: str) -> Administration | None:
    """Returns the last live record of which something was taken."""
    return session.scalar(_newest(medication_id).where(Administration.quantity > 0).limit(1))


def last_site(session: Session, medication_id: str) -> str | None:
    """Returns where the last one went."""
    rows = _newest(medication_id).where(Administration.site.is_not(None))
    last = session.scalar(rows.limit(1))
    return last.site if last else None


def _newest(medication_id: str) -> Select[Administration]:
    rows = select(Administration).where(Administration.medication_id == medication_id, LIVE)
    return rows.order_by(Administration.given_at.desc(), Administration.id.desc())


def dose_or_prn_of(session: Session, record: Administration) -> DoseOrPrn:
    """Returns what a record is about: its dose, or the PRN."""
    if record.dose_id is None:
        return the_prn(session, record.family_id, record.medication_id)
    return the_dose(session, record.family_id, record.dose_id)


def last_outcomes(session: Session, medication_id: str, limit: int = 10) -> list[str]:
    """Returns the outcomes of the live records, newest first."""
    rows = select(Administration.outcome).where(Administration.medication_id == medication_id, LIVE)
    newest = rows.order_by(Administration.given_at.desc(), Administration.id.desc())
    return list(session.scalars(newest.limit(limit)))
