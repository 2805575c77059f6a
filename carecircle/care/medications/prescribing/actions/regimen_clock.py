"""Actions of the clock: a changed regimen comes into force."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.due_rows import claim
from carecircle.care.emitting import emit_by_clock
from carecircle.care.medications.event_details import named
from carecircle.care.medications.models import Medication, Regimen


def emit_regimens_in_force() -> int:
    """Emit each change that has come into force, once. Returns the number of regimens."""
    rows = select(Regimen).where(Regimen.takes_effect_at <= clock.now())
    return claim(rows.where(Regimen.closed_at.is_(None)), _emit_in_force)


def _emit_in_force(session: Session, regimen: Regimen) -> None:
    regimen.takes_effect_at = None
    medication = session.get_one(Medication, regimen.medication_id)
    data = {"medication": medication.id, "what": "in_force"}
    emit_by_clock(medication, "medication:changed", data | named(medication))
