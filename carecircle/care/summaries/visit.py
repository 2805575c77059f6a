"""The time since the last visit, from the records, for a doctor or nurse."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.agenda.models import AgendaItem
from carecircle.care.agenda.queries import questions_of
from carecircle.care.emergencies.models import Emergency
from carecircle.care.medications.chart.history import ChartPeriod, chart_period
from carecircle.care.medications.models import Incident, Medication, Regimen
from carecircle.care.medications.models.absences import Absence
from carecircle.care.medications.rules import local_instant
from carecircle.care.observations.models import Observation
from carecircle.care.observations.queries import observations_between
from carecircle.care.recipients.models import Allergy, Recipient
from carecircle.events.models import AuditRow

WHEN = ("before", "after")


@dataclass
class Visit:
    """begin <= at < end. regimens: those written in this time, each with the one it replaced, if
    any. conditions: when, from what, to what."""

    stretch: ChartPeriod
    begin: datetime
    end: datetime
    regimens: list[tuple[Medication, Regimen, Regimen | None]] = field(default_factory=list)
    stopped: list[Medication] = field(default_factory=list)
    allergies_begun: list[Allergy] = field(default_factory=list)
    allergies_ended: list[Allergy] = field(default_factory=list)
    conditions: list[tuple[datetime, str, str]] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    incidents: list[tuple[Incident, Medication]] = field(default_factory=list)
    emergencies: list[Emergency] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    questions: list[AgendaItem] = field(default_factory=list)


def visit(session: Session, recipient: Recipient, first: date, last: date) -> Visit:
    """Returns the local days from first to last, both included."""
    zone = ZoneInfo(recipient.zone)
    begin = local_instant(first, time(), zone)
    end = local_instant(last + timedelta(days=1), time(), zone)
    found = Visit(chart_period(session, recipient.id, recipient.zone, first, last), begin, end)
    _changes(session, recipient, found)
    _incidents(session, recipient, found)
    found.observations = observations_between(
        session, recipient.family_id, begin, end, recipient.id
    )
    found.questions = questions_of(session, recipient.family_id, recipient.id)
    return found


def _changes(session: Session, recipient: Recipient, found: Visit) -> None:
    within = (found.begin, found.end)
    rows = select(Medication, Regimen).join(Regimen, Regimen.medication_id == Medication.id)
    rows = rows.where(Medication.recipient_id == recipient.id)
    all_of = session.execute(rows.order_by(Regimen.created_at, Regimen.id)).all()
    by_id = {regimen.id: regimen for _medication, regimen in all_of}
    for medication, regimen in all_of:
        if found.begin <= regimen.created_at < found.end:
            before = by_id.get(regimen.supersedes_id or "")
            found.regimens.append((medication, regimen, before))
    stopped = select(Medication).where(Medication.recipient_id == recipient.id)
    stopped = stopped.where(Medication.stopped_at.between(*within))
    found.stopped = list(session.scalars(stopped.order_by(Medication.stopped_at)))
    _profile_changes(session, recipient, found)
    away = select(Absence).where(Absence.recipient_id == recipient.id)
    away = away.where(Absence.starts_at < found.end)
    away = away.where(Absence.ends_at.is_(None) | (Absence.ends_at >= found.begin))
    found.absences = list(session.scalars(away.order_by(Absence.starts_at)))


def _profile_changes(session: Session, recipient: Recipient, found: Visit) -> None:
    """Conditions are one text; the audit trail has its earlier versions."""
    within = (found.begin, found.end)
    of_them = select(Allergy).where(Allergy.recipient_id == recipient.id)
    found.allergies_begun = list(session.scalars(of_them.where(Allergy.begun_at.between(*within))))
    found.allergies_ended = list(session.scalars(of_them.where(Allergy.ended_at.between(*within))))
    rows = select(AuditRow).where(
        AuditRow.family_id == recipient.family_id,
        AuditRow.verb == "recipient:changed",
        AuditRow.subject_id == recipient.id,
        AuditRow.at >= found.begin,
        AuditRow.at < found.end,
    )
    for row in session.scalars(rows.order_by(AuditRow.seq)):
        was, now = ((row.payload.get(when) or {}).get("conditions", "") for when in WHEN)
        if was != now:
            found.conditions.append((row.at, was, now))


def _incidents(session: Session, recipient: Recipient, found: Visit) -> None:
    rows = (
        select(Incident, Medication)
        .join(Medication, Medication.id == Incident.medication_id)
        .where(Incident.recipient_id == recipient.id)
        .where(Incident.at >= found.begin, Incident.at < found.end)
        .order_by(Incident.at, Incident.id)
    )
    found.incidents = [(row[0], row[1]) for row in session.execute(rows)]
    raised = select(Emergency).where(
        Emergency.family_id == recipient.family_id,
        Emergency.recipient_id == recipient.id,
        Emergency.is_drill.is_(False),
        Emergency.raised_at >= found.begin,
        Emergency.raised_at < found.end,
    )
    found.emergencies = list(session.scalars(raised.order_by(Emergency.raised_at)))
