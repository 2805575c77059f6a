"""Doses made from regimens, ahead of time, in the care recipient's zone."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import rules
from carecircle.care.medications.models import Dose, Medication, Regimen
from carecircle.care.recipients.models import Recipient

DAYS_AHEAD = 2


def plan(session: Session, medication: Medication, zone: ZoneInfo) -> None:
    """Write the doses that do not exist yet, up to two days ahead of the recipient's today."""
    today = clock.now().astimezone(zone).date()
    until = today + timedelta(days=DAYS_AHEAD)
    first = (
        max(today, medication.planned_on + timedelta(days=1)) if medication.planned_on else today
    )
    regimens = select(Regimen).where(
        Regimen.medication_id == medication.id, Regimen.closed_at.is_(None)
    )
    for regimen in session.scalars(regimens):
        for day in range((until - first).days + 1):
            _plan_day(session, medication, regimen, first + timedelta(days=day), zone)
    medication.planned_on = until


def plan_what_is_short(session: Session, limit: int = 100) -> int:
    """Plan for medications that run out of doses; answers how many were looked at."""
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


def _plan_day(
    session: Session, medication: Medication, regimen: Regimen, on: date, zone: ZoneInfo
) -> None:
    if on < regimen.starts_on or (regimen.ends_on and on > regimen.ends_on):
        return
    for local_time in regimen.times:
        dose = _dose(medication, regimen, on, local_time, zone)
        if dose.late_at > regimen.created_at:  # what was over before we knew of it is not asked for
            session.add(dose)


def _dose(
    medication: Medication, regimen: Regimen, on: date, local_time: str, zone: ZoneInfo
) -> Dose:
    due_at = rules.local_instant(on, time.fromisoformat(local_time), zone)
    frame = rules.frame(due_at, medication.lead_min, medication.late_min, medication.window_min)
    now = clock.now()
    dose = Dose(
        family_id=medication.family_id,
        recipient_id=medication.recipient_id,
        medication_id=medication.id,
        regimen_id=regimen.id,
        local_on=on,
        local_time=local_time,
        due_at=frame.due_at,
        opens_at=frame.opens_at,
        late_at=frame.late_at,
        closes_at=frame.closes_at,
    )
    dose.told, dose.changes_at = rules.state_by_clock(dose, now), rules.next_change(dose, now)
    return dose
