"""Doses, administrations and medications as programs read them."""

from typing import Any

from carecircle import clock
from carecircle.care.medications.actions.record import summary
from carecircle.care.medications.models import Administration, Medication, Regimen
from carecircle.care.medications.queries import DoseOfDay
from carecircle.events.envelope import instant
from carecircle.web.medications.words import number_words


def dose_resource(found: DoseOfDay) -> dict[str, Any]:
    return {
        "id": found.dose.id,
        "recipient": found.dose.recipient_id,
        "medication": {
            "id": found.medication.id,
            "name": found.medication.name,
            "strength": found.medication.strength,
        },
        "quantity": number_words(found.regimen.quantity),
        "unit": found.regimen.unit,
        "on": found.dose.local_on.isoformat(),
        "time": found.dose.local_time,
        "due_at": instant(found.dose.due_at),
        "opens_at": instant(found.dose.opens_at),
        "late_at": instant(found.dose.late_at),
        "closes_at": instant(found.dose.closes_at),
        "state": found.state(clock.now()),
        "administration": summary(found.standing) if found.standing else None,
    }


def administration_resource(record: Administration) -> dict[str, Any]:
    return summary(record) | {
        "dose": record.dose_id,
        "medication": record.medication_id,
        "recipient": record.recipient_id,
        "quantity": number_words(record.quantity),
        "given_at": instant(record.given_at),
        "recorded_at": instant(record.recorded_at),
        "reason": record.reason,
        "note": record.note,
        "replaces": record.replaces_id,
        "voided_at": instant(record.voided_at) if record.voided_at else None,
    }


def medication_resource(medication: Medication, regimen: Regimen | None) -> dict[str, Any]:
    return {
        "id": medication.id,
        "recipient": medication.recipient_id,
        "name": medication.name,
        "strength": medication.strength,
        "form": medication.form,
        "route": medication.route,
        "instructions": medication.instructions,
        "indication": medication.indication,
        "is_prn": medication.is_prn,
        "is_time_critical": medication.is_time_critical,
        "quantity": number_words(regimen.quantity) if regimen else None,
        "unit": regimen.unit if regimen else None,
        "times": regimen.times if regimen else [],
        "stopped_at": instant(medication.stopped_at) if medication.stopped_at else None,
    }
