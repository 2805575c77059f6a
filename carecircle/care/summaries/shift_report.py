"""The records of a shift's hours: the P of I-PASS, before anybody edits it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.emergencies.models import Emergency
from carecircle.care.medications import rules
from carecircle.care.medications.giving.intakes import limit_state
from carecircle.care.medications.models import Administration, Dose, EffectCheck, Medication
from carecircle.care.medications.outcomes import BY_NAME as OUTCOMES_BY_NAME
from carecircle.care.medications.records import LIVE, records_of
from carecircle.care.medications.regimens import the_prn
from carecircle.care.notes.models import Note
from carecircle.care.observations.models import Observation
from carecircle.care.observations.queries import observations_between
from carecircle.events.models import Event


@dataclass
class Report:
    """Counts, and pairs of a name and an instant (or a record, or words). prn: also when the next
    may be given, once for each medication, if that is in the future. absent: not asked for while
    the care recipient was away. offered: until when the dose may be offered again. to_check: when
    the effect of a PRN is to be asked about."""

    due: int = 0
    given: int = 0
    late: list[tuple[str, datetime]] = field(default_factory=list)
    refused: list[tuple[str, Administration]] = field(default_factory=list)
    unrecorded: list[tuple[str, datetime]] = field(default_factory=list)
    absent: list[tuple[str, datetime]] = field(default_factory=list)
    offered: list[tuple[str, datetime]] = field(default_factory=list)
    to_check: list[tuple[str, datetime]] = field(default_factory=list)
    prn: list[tuple[str, datetime, datetime | None]] = field(default_factory=list)
    emergencies: list[tuple[str, datetime]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    stock: list[tuple[str, int]] = field(default_factory=list)


def report(
    session: Session, family_id: str, recipient_id: str | None, begin: datetime, end: datetime
) -> Report:
    """Returns the report of one care recipient, or of all; begin <= at < end."""
    found = Report()
    _doses(session, found, family_id, recipient_id, begin, end)
    _prn(session, found, family_id, recipient_id, begin, end)
    _to_check(session, found, family_id, recipient_id)
    _emergencies(session, found, family_id, recipient_id, begin, end)
    _notes(session, found, family_id, recipient_id, begin, end)
    _stock(session, found, family_id, begin, end)
    found.observations = observations_between(session, family_id, begin, end, recipient_id)
    return found


def _doses(
    session: Session, found: Report, family: str, who: str | None, begin: datetime, end: datetime
) -> None:
    rows = select(Dose, Medication.name).join(Medication, Medication.id == Dose.medication_id)
    rows = rows.where(Dose.family_id == family, Dose.due_at >= begin, Dose.due_at < end)
    rows = rows.where(Dose.withdrawn_at.is_(None))
    rows = rows.where(Dose.recipient_id == who) if who else rows
    doses = session.execute(rows.order_by(Dose.due_at, Medication.name, Dose.id)).all()
    records = records_of(session, [dose.id for dose, _name in doses])
    for dose, name in doses:
        _dose(found, dose, name, rules.record_that_counts(records[dose.id]), end)


def _dose(
    found: Report, dose: Dose, name: str, record: Administration | None, end: datetime
) -> None:
    if record is None and dose.absence_id is not None:
        found.absent.append((name, dose.due_at))
        return
    found.due += 1
    if record is None:
        found.unrecorded.append((name, dose.due_at))
    elif record.quantity:
        found.given += 1
        if record.given_at > dose.late_at:
            found.late.append((name, record.given_at))
    else:
        found.refused.append((name, record))
        if OUTCOMES_BY_NAME[record.outcome].stays_on_offer and dose.closes_at > end:
            found.offered.append((name, dose.closes_at))


def _prn(
    session: Session, found: Report, family: str, who: str | None, begin: datetime, end: datetime
) -> None:
    rows = select(Medication, Administration).join(
        Medication, Medication.id == Administration.medication_id
    )
    rows = rows.where(
        Administration.family_id == family,
        Administration.dose_id.is_(None),
        LIVE,
        Administration.given_at >= begin,
        Administration.given_at < end,
    )
    rows = rows.where(Administration.recipient_id == who) if who else rows
    offered = session.execute(rows.order_by(Administration.given_at, Administration.id)).all()
    last = {medication.id: one for medication, one in offered if one.quantity}
    for medication, one in offered:
        if one.quantity:
            safe_at = _next_safe(session, medication, end) if last[medication.id] is one else None
            found.prn.append((medication.name, one.given_at, safe_at))
        else:
            found.refused.append((medication.name, one))


def _next_safe(session: Session, medication: Medication, now: datetime) -> datetime | None:
    """Returns when the next may be given; None if now, or never."""
    if medication.stopped_at is not None:
        return None
    prn = the_prn(session, medication.family_id, medication.id)
    known = limit_state(session, medication.family_id, medication.recipient_id, now)
    new = known.intake(medication.id, prn.regimen.quantity, now)
    safe_at = known.next_safe_at(new)
    return safe_at if safe_at is not None and safe_at > new.minute else None


def _to_check(session: Session, found: Report, family: str, who: str | None) -> None:
    """Whoever comes next has to ask, also about what was given before this shift."""
    rows = (
        select(Medication.name, EffectCheck.due_at)
        .join(Medication, Medication.id == EffectCheck.medication_id)
        .join(Administration, Administration.id == EffectCheck.administration_id)
        .where(EffectCheck.family_id == family, EffectCheck.answered_at.is_(None), LIVE)
    )
    rows = rows.where(EffectCheck.recipient_id == who) if who else rows
    checks = session.execute(rows.order_by(EffectCheck.due_at, EffectCheck.id))
    found.to_check += [(name, due_at) for name, due_at in checks]


def _emergencies(
    session: Session, found: Report, family: str, who: str | None, begin: datetime, end: datetime
) -> None:
    rows = select(Emergency).where(
        Emergency.family_id == family,
        Emergency.is_drill.is_(False),
        Emergency.raised_at >= begin,
        Emergency.raised_at < end,
    )
    rows = rows.where(Emergency.recipient_id == who) if who else rows
    raised = session.scalars(rows.order_by(Emergency.raised_at, Emergency.id))
    found.emergencies += [(one.type, one.raised_at) for one in raised]


def _notes(
    session: Session, found: Report, family: str, who: str | None, begin: datetime, end: datetime
) -> None:
    rows = select(Note).where(Note.family_id == family, Note.at >= begin, Note.at < end)
    rows = rows.where(Note.audience != "admins")
    rows = rows.where((Note.recipient_id == who) | Note.recipient_id.is_(None)) if who else rows
    written = session.scalars(rows.order_by(Note.at, Note.id))
    found.notes += [(one.author_name, one.body) for one in written]


def _stock(session: Session, found: Report, family: str, begin: datetime, end: datetime) -> None:
    rows = select(Event).where(
        Event.family_id == family,
        Event.type == "medication:stock_low",
        Event.at >= begin,
        Event.at < end,
    )
    for event in session.scalars(rows.order_by(Event.seq)):
        medication = session.get(Medication, event.data["medication"])
        if medication is not None:
            found.stock.append((medication.name, event.data["days_left"]))
