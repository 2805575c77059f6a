"""Action: send the warnings that are due outside the app: first to those on duty, then to everybody
if nobody has acknowledged it in time."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.due_rows import claim
from carecircle.care.emitting import emit_by_clock
from carecircle.care.medications.models import Medication
from carecircle.care.medications.models.warnings import MedicationWarning
from carecircle.care.medications.thresholds import thresholds_of
from carecircle.care.medications.warnings.actions import warning_data, warning_details
from carecircle.care.notifications import rules
from carecircle.care.notifications.queries import warned_members
from carecircle.care.outreach.actions import queue_warning
from carecircle.care.outreach.rules import Warned


def send_warnings() -> int:
    """Claim the due warnings and queue each round in one transaction. Returns the number of
    warnings."""
    rows = select(MedicationWarning).where(MedicationWarning.next_at <= clock.now())
    return claim(rows.order_by(MedicationWarning.next_at), _send)


def _send(session: Session, warning: MedicationWarning) -> None:
    warning.round += 1
    people = warned_members(session, warning.family_id, warning.by, warning.round)
    queue_warning(session, warning.family_id, Warned(warning.id, warning.round), people)
    medication = session.get_one(Medication, warning.medication_id)
    again_min = thresholds_of(session, medication)["warn_again_min"]
    is_last = warning.round == rules.ROUNDS_OF_WARNING
    warning.next_at = None if is_last else clock.now() + timedelta(minutes=again_min)
    if warning.round > 1:
        data = warning_data(warning) | {"round": warning.round, "told": len(people)}
        details = warning_details(session, medication, warning)
        emit_by_clock(warning, "medication:warned_again", data | details)
