"""Plans the doses of a regimen ahead of time, in the care recipient's time zone."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import regimens as regimen_queries
from carecircle.care.medications.models import Medication
from carecircle.care.medications.prescribing.actions.day_plan import Planner
from carecircle.care.recipients.models import Recipient

DAYS_AHEAD = 2


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
    """Apply a changed regimen to every dose from that day on (default: today) that is not settled:
    it is withdrawn, moved or gets the new amount. A dose with a record stays as it is."""
    today = clock.now().astimezone(zone).date()
    first = max(today, from_on or today)
    session.flush()
    if first == today:
        _change_open_doses_of_yesterday(session, medication, today)
    _plan_from(session, medication, zone, first, today + timedelta(days=DAYS_AHEAD))


def withdraw_doses(session: Session, medication: Medication) -> None:
    """Withdraw every dose of a stopped medication whose window has not ended, and end the offer of
    those that were refused."""
    planner = Planner(session, medication)
    for dose in planner.unfinished():
        planner.withdraw(dose)


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
    medication.planned_on = until
    regimens = regimen_queries.open_regimens(session, medication.id)
    if regimens and first <= until:
        days = [first + timedelta(days=number) for number in range((until - first).days + 1)]
        Planner(session, medication, first).plan(regimens, days, zone)


def _change_open_doses_of_yesterday(session: Session, medication: Medication, today: date) -> None:
    """Give the doses of last night whose window has not ended the amount that is now in force."""
    regimens = regimen_queries.open_regimens(session, medication.id)
    for dose in Planner(session, medication).unfinished():
        if regimens and dose.local_on < today:
            dose.regimen_id = regimens[0].id
