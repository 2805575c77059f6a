"""The JSON resources of doses, administrations and the next safe time."""

from typing import Any

from carecircle import clock
from carecircle.care.medications.giving.actions.records import summary
from carecircle.care.medications.giving.queries import DoseOfDay
from carecircle.care.medications.models import Administration
from carecircle.events.envelope import instant
from carecircle.web.medications.giving.safety import NextSafe
from carecircle.web.medications.quantities import decimal_text
from carecircle.web.shared.wording.medication_words import reason_words
from carecircle.web.shared.wording.units import number_words


def dose_resource(found: DoseOfDay) -> dict[str, Any]:
    return {
        "id": found.dose.id,
        "recipient": found.dose.recipient_id,
        "medication": {
            "id": found.medication.id,
            "name": found.medication.name,
            "strength": found.medication.strength,
        },
        "quantity": number_words(found.planned),
        "unit": found.regimen.unit,
        "on": found.dose.local_on.isoformat(),
        "time": found.dose.local_time,
        "due_at": instant(found.dose.due_at),
        "opens_at": instant(found.dose.opens_at),
        "late_at": instant(found.dose.late_at),
        "closes_at": instant(found.dose.closes_at),
        "state": found.state(clock.now()),
        "administration": summary(found.standing) if found.standing else None,
        "absence": {"id": found.absence.id, "kind": found.absence.kind} if found.absence else None,
        "quantity_most": decimal_text(found.regimen.quantity_most),
        "needs_witness": found.medication.is_witnessed,
        "sites": found.medication.sites,
        "removes_old": found.medication.removes_old,
        "asks_glucose": found.medication.asks_glucose,
        "reviewed_at": instant(found.dose.reviewed_at) if found.dose.reviewed_at else None,
    }


def safe_resource(safe: NextSafe | None) -> dict[str, Any]:
    """Returns when the PRN may be given next; now if nothing prevents it."""
    at = clock.now() if safe is None else safe.at
    return {"next_safe_at": instant(at) if at else None}


def administration_resource(record: Administration) -> dict[str, Any]:
    return summary(record) | {
        "dose": record.dose_id,
        "medication": record.medication_id,
        "recipient": record.recipient_id,
        "quantity": number_words(record.quantity),
        "given_at": instant(record.given_at),
        "recorded_at": instant(record.recorded_at),
        "reason": reason_words(record),
        "note": record.note,
        "replaces": record.replaces_id,
        "voided_at": instant(record.voided_at) if record.voided_at else None,
        "score": record.score,
        "tried": record.tried,
        "site": record.site,
        "old_patch": record.old_patch,
        "no_glucose_why": record.no_glucose_why,
        "observation": record.observation_id,
        "is_second": record.is_extra,
        "confirmed": record.confirmed or [],
        "witness": {"id": record.witness_id, "name": record.witness_name}
        if record.witness_id
        else None,
    }
