"""Names and amounts in an event, as they are at that moment."""

from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.emitting import EventData, emit
from carecircle.care.medications import regimens
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.medications.regimen_in_force import decimal_of, regimen_in_force_at
from carecircle.care.medications.regimens import DoseOrPrn


def named(medication: Medication) -> EventData:
    """Returns the name and strength of a medication."""
    return {"medication_name": medication.name, "strength": medication.strength}


def amount_of(session: Session, asked: DoseOrPrn, record: Administration) -> EventData:
    """Returns how much was given, and in which unit; both None if nothing was taken."""
    if not record.quantity:
        return {"quantity": None, "unit": None}
    regimen = asked.regimen if asked.dose else _in_force(session, record)
    return {"quantity": decimal_of(record.quantity), "unit": regimen.unit if regimen else None}


def _in_force(session: Session, record: Administration) -> Any:
    """Returns the regimen of a PRN when it was given: it may have changed since."""
    return regimen_in_force_at(record, None, regimens.regimens_of(session, record.medication_id))


def emit_medication_changed(
    actor: Actor,
    medication: Medication,
    what: str | None = None,
    *,
    details: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Emit that a medication is new, stopped or changed. what: which part of it."""
    emit(
        actor,
        "medication:changed",
        {"medication": medication.id} | ({"what": what} if what else {}),
        details=named(medication) | (details or {}),
        recipient_id=medication.recipient_id,
        before=before,
        after=after,
    )
