"""Reads: a period of days with all doses and records, for charts and adherence."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import rules
from carecircle.care.medications.chart import adherence
from carecircle.care.medications.models import (
    Administration,
    Dose,
    EffectCheck,
    Medication,
    Regimen,
)
from carecircle.care.medications.models.absences import Absence
from carecircle.care.medications.records import LIVE, records_of


@dataclass
class Cell:
    """A dose on a chart, its records oldest first, the absence that it fell into."""

    dose: Dose
    records: list[Administration] = field(default_factory=list)
    absence: Absence | None = None

    @property
    def standing(self) -> Administration | None:
        """Returns the record that counts."""
        return rules.record_that_counts(self.records)

    def counted(self, now: datetime) -> adherence.Counted:
        outcome = self.standing.outcome if self.standing else None
        absence = self.absence.kind if self.absence else None
        return adherence.Counted(self.dose.due_at <= now, outcome, absence)


@dataclass
class ChartPeriod:
    """medications: (medication, its regimens), by name; cells by medication, time and day.
    prn: each record with its medication, and the effect of a record that is not voided."""

    first: date
    last: date
    medications: list[tuple[Medication, list[Regimen]]] = field(default_factory=list)
    cells: dict[tuple[str, str, date], Cell] = field(default_factory=dict)
    prn: list[tuple[Administration, Medication, EffectCheck | None]] = field(default_factory=list)

    def times_of(self, medication_id: str) -> list[str]:
        return sorted({time for of, time, _day in self.cells if of == medication_id})

    def signed_by(self) -> set[str]:
        """Returns the members who made a record in it, voided records included."""
        records = [record for cell in self.cells.values() for record in cell.records]
        return {one.recorded_by for one in (*records, *(found[0] for found in self.prn))}


def chart_period(
    session: Session, recipient_id: str, zone: str, first: date, last: date
) -> ChartPeriod:
    """Returns the local days from first to last, both included."""
    found = ChartPeriod(first, last)
    _doses(session, recipient_id, found)
    _medications(session, recipient_id, found)
    _prn(session, recipient_id, ZoneInfo(zone), found)
    return found


def doses_in_absence(session: Session, absence: Absence) -> list[tuple[Dose, Medication]]:
    """Returns the doses that have fallen into an absence so far, in order."""
    rows = (
        select(Dose, Medication)
        .join(Medication, Medication.id == Dose.medication_id)
        .where(Dose.absence_id == absence.id, Dose.due_at <= clock.now())
        .order_by(Dose.due_at, Medication.name)
    )
    return [(dose, medication) for dose, medication in session.execute(rows)]


def _doses(session: Session, recipient_id: str, found: ChartPeriod) -> None:
    rows = select(Dose).where(Dose.recipient_id == recipient_id, Dose.withdrawn_at.is_(None))
    rows = rows.where(Dose.local_on.between(found.first, found.last))
    by_id: dict[str, Cell] = {}
    for dose in session.scalars(rows.order_by(Dose.due_at, Dose.id)):
        by_id[dose.id] = Cell(dose)
        found.cells[dose.medication_id, dose.local_time, dose.local_on] = by_id[dose.id]
    for dose_id, records in records_of(session, by_id).items():
        by_id[dose_id].records = records
    ids = {cell.dose.absence_id for cell in by_id.values()} - {None}
    absences = {a.id: a for a in session.scalars(select(Absence).where(Absence.id.in_(ids)))}
    for cell in by_id.values():
        cell.absence = absences.get(cell.dose.absence_id or "")


def _medications(session: Session, recipient_id: str, found: ChartPeriod) -> None:
    rows = (
        select(Medication, Regimen)
        .join(Regimen, Regimen.medication_id == Medication.id)
        .where(Medication.recipient_id == recipient_id)
        .order_by(Medication.name, Medication.id, Regimen.created_at)
    )
    grouped: dict[str, tuple[Medication, list[Regimen]]] = {}
    for medication, regimen in session.execute(rows):
        grouped.setdefault(medication.id, (medication, []))[1].append(regimen)
    used = {of for of, _time, _day in found.cells}
    found.medications = [
        pair for pair in grouped.values() if pair[0].id in used or pair[0].stopped_at is None
    ]


def _prn(session: Session, recipient_id: str, zone: ZoneInfo, found: ChartPeriod) -> None:
    begin = rules.local_instant(found.first, time(), zone)
    end = rules.local_instant(found.last + timedelta(days=1), time(), zone)
    rows = (
        select(Administration, Medication, EffectCheck)
        .join(Medication, Medication.id == Administration.medication_id)
        .outerjoin(EffectCheck, and_(EffectCheck.administration_id == Administration.id, LIVE))
        .where(Administration.recipient_id == recipient_id, Administration.dose_id.is_(None))
        .where(Administration.given_at >= begin, Administration.given_at < end)
        .order_by(Medication.name, Administration.given_at, Administration.id)
    )
    found.prn = [(row[0], row[1], row[2]) for row in session.execute(rows)]
