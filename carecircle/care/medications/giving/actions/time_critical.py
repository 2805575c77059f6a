"""Warnings of time-critical doses: one that was not recorded, not taken, or not available."""

from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.medications import outcomes
from carecircle.care.medications.models import Administration, Dose, Medication
from carecircle.care.medications.models.warnings import MedicationWarning
from carecircle.care.medications.warnings.actions import warn_of_dose

# By the type of event with which the window of a dose ends.
KINDS = {
    "medication:missed": "missed",
    "medication:unrecorded": "missed",
    "medication:offer_ended": "not_taken",
}


def warn_if_not_taken(
    session: Session, actor: Actor, medication: Medication, record: Administration
) -> MedicationWarning | None:
    """Warn of a record that says that a time-critical dose will not be taken, or cannot be: it is
    not in the house. One that is offered again otherwise is warned of when its window ends."""
    outcome = outcomes.BY_NAME[record.outcome]
    is_missing = outcome.name == "unavailable"
    is_over = not (outcome.is_taken or outcome.is_excluded or outcome.stays_on_offer)
    if not medication.is_time_critical or not (is_over or is_missing):
        return None
    kind = "unavailable" if is_missing else "not_taken"
    return warn_of_dose(session, actor, medication, record.dose_id, kind)


def warn_by_clock(
    session: Session, medication: Medication, dose: Dose, type_: str
) -> MedicationWarning | None:
    """Warn of a time-critical dose whose window ended."""
    if not medication.is_time_critical or type_ not in KINDS:
        return None
    return warn_of_dose(session, None, medication, dose.id, KINDS[type_])
