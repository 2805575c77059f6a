"""A course counted in doses ends when the last was taken, and goes on if that is undone."""

from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.medications import regimens
from carecircle.care.medications.course import is_complete
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.models import Administration, Dose, Medication, Regimen
from carecircle.care.medications.records import LIVE


def end_course(session: Session, actor: Actor, medication: Medication, regimen: Regimen) -> None:
    """Withdraw the doses that are left, if the last of the course was taken."""
    if not is_complete(session, regimen):
        return
    has_record = exists().where(Administration.dose_id == Dose.id, LIVE)
    rows = select(Dose).where(Dose.medication_id == medication.id, Dose.withdrawn_at.is_(None))
    for dose in session.scalars(rows.where(Dose.closes_at > clock.now(), ~has_record)):
        dose.withdrawn_at, dose.changes_at = clock.now(), None
    emit_medication_changed(actor, medication, "complete")


def resume_course(session: Session, medication: Medication) -> None:
    """Have the doses planned again, if the medication is a course: a record of it was voided."""
    if any(one.doses for one in regimens.open_regimens(session, medication.id)):
        medication.planned_on = clock.now().date() - timedelta(days=2)
