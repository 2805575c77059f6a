"""Plans the doses of a regimen ahead of time, in the care recipient's time zone."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import regimens as regimen_queries
from carecircle.care.medications import rules, thresholds
from carecircle.care.medications.models import Dose, Medication, Regimen
from carecircle.care.medications.models.absences import Absence
from carecircle.care.medications.schedule import Slot, plan_of_day, slots
from carecircle.care.recipients.models import Recipient
from carecircle.care.thresholds.definitions import Thresholds

DAYS_AHEAD = 2
Key = tuple[date, str]


def plan(session: Session, medication: Medication, zone: ZoneInfo) -> None:
    """Create the missing doses, up to two days after the recipient's today."""
    today = clock.now().astimezone(zone).date()
    first = (
        max(today, medication.planned_on + timedelta(days=1)) if medication.planned_on else today
    )
    _plan_from(session, medication, zone, first, today + timedelta(days=DAYS_AHEAD))


def replan(
    session: Session, medication: Medication, zone: ZoneInfo, from_on: date | None = None
) -> None:
    """Apply a changed regimen to future doses from that day on (default: today); withdraw those
    that it does not have."""
    now = clock.now()
    today = now.astimezone(zone).date()
    first = max(today, from_on or today)
    rows = select(Dose).where(Dose.medication_id == medication.id, Dose.opens_at > now)
    for dose in session.scalars(rows.where(Dose.local_on >= first)):
        dose.withdrawn_at, dose.changes_at = now, None
    session.flush()
    _plan_from(session, medication, zone, first, today + timedelta(days=DAYS_AHEAD))


def plan_ahead(session: Session, limit: int = 100) -> int:
    """Plan for the medications that are about to have no doses left. Returns the number of
    medications."""
    short = clock.now().date() + timedelta(days=1)
    rows = (
        select(Medication, Recipient.zone)
        .join(Recipient, Recipient.id == Medication.recipient_id)
        .where(Medication.planned_on < short, Medication.stopped_at.is_(None))
        .limit(limit)
        .with_for_update(of=Medication, skip_locked=True)
    )
    found = session.execute(rows).all()
    for medication, zone in found:
        plan(session, medication, ZoneInfo(zone))
    return len(found)


def _plan_from(
    session: Session, medication: Medication, zone: ZoneInfo, first: date, until: date
) -> None:
    regimens = regimen_queries.open_regimens(session, medication.id)
    medication.planned_on = until
    if not regimens:
        return
    existing, absence = (
        _existing_doses(session, medication, first),
        _open_absence(session, medication),
    )
    limits = thresholds.thresholds_of(session, medication)
    for days in range((until - first).days + 1):
        on = first + timedelta(days=days)
        regimen = plan_of_day(regimens, on)
        for slot in slots(regimen, on, zone):
            dose = existing.get((on, slot.local_time))
            if dose is not None and dose.withdrawn_at is None:
                continue
            dose = _fill_dose(dose or Dose(local_on=on), regimen, slot, limits)
            dose.recipient_id, dose.absence_id = medication.recipient_id, absence
            if dose.late_at > regimen.created_at:  # not those already late by then
                session.add(dose)


def _existing_doses(session: Session, medication: Medication, first: date) -> dict[Key, Dose]:
    rows = select(Dose).where(Dose.medication_id == medication.id, Dose.local_on >= first)
    return {(dose.local_on, dose.local_time): dose for dose in session.scalars(rows)}


def _open_absence(session: Session, medication: Medication) -> str | None:
    rows = select(Absence.id).where(Absence.recipient_id == medication.recipient_id)
    return session.scalar(rows.where(Absence.ends_at.is_(None)))


def _fill_dose(dose: Dose, regimen: Regimen, slot: Slot, limits: Thresholds) -> Dose:
    frame, now = rules.frame(slot.due_at, limits), clock.now()
    dose.family_id, dose.medication_id = regimen.family_id, regimen.medication_id
    dose.regimen_id = regimen.id
    dose.local_time, dose.due_at = slot.local_time, frame.due_at
    dose.opens_at, dose.late_at, dose.closes_at = frame.opens_at, frame.late_at, frame.closes_at
    dose.offer_at, dose.tell_at = None, frame.tell_at
    dose.told, dose.changes_at = rules.state_by_clock(dose, now), rules.next_change(dose, now)
    dose.withdrawn_at = None
    return dose
