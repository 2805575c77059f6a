"""Reads: the warnings of a family."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.medications.models import Medication
from carecircle.care.medications.models.warnings import MedicationWarning


def open_warnings(session: Session, family_id: str) -> list[tuple[MedicationWarning, Medication]]:
    """Returns the warnings that nobody has acknowledged, the oldest first."""
    rows = (
        select(MedicationWarning, Medication)
        .join(Medication, Medication.id == MedicationWarning.medication_id)
        .where(MedicationWarning.family_id == family_id)
        .where(MedicationWarning.acknowledged_at.is_(None))
    )
    found = session.execute(rows.order_by(MedicationWarning.at, MedicationWarning.id))
    return [(warning, medication) for warning, medication in found]


def the_warning(
    session: Session, family_id: str, warning_id: str, *, lock: bool = False
) -> MedicationWarning:
    """Returns the warning. Raises NotFound. lock: lock it until the transaction ends."""
    rows = select(MedicationWarning).where(
        MedicationWarning.family_id == family_id, MedicationWarning.id == warning_id
    )
    locked = rows.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(locked if lock else rows)
    if found is None:
        raise NotFound()
    return found


def warning_of_incident(session: Session, incident_id: str) -> MedicationWarning | None:
    rows = select(MedicationWarning).where(MedicationWarning.incident_id == incident_id)
    return session.scalar(rows.limit(1))


def has_warning(session: Session, dose_id: str, kind: str) -> bool:
    """Returns whether a dose was warned of, acknowledged or not."""
    rows = select(MedicationWarning.id).where(
        MedicationWarning.dose_id == dose_id, MedicationWarning.kind == kind
    )
    return session.scalar(rows.limit(1)) is not None
