"""Doses, administrations and medications as programs read them."""

from typing import Any

from carecircle import clock
from carecircle.care.families.numbers import OF_A_MEDICATION, Numbers
from carecircle.care.medications import prn
from carecircle.care.medications.actions.record import summary
from carecircle.care.medications.models import Administration, Medication, Regimen
from carecircle.care.medications.queries import DoseOfDay
from carecircle.events.envelope import instant
from carecircle.web.medications.safety import NextSafe
from carecircle.web.medications.units import number_words
from carecircle.web.medications.words import photo_url, reason_words

PLAIN = (
    *("name", "strength", "form", "route", "instructions", "indication", "is_prn"),
    *("is_time_critical", "needs_witness", "is_controlled", "prescriber", "pharmacy"),
    *("tried_first", "expected_effect", "call_when"),
)
NO_REGIMEN: dict[str, Any] = {"quantity": None, "unit": None, "times": []}


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
        "absence": {"id": found.absence.id, "kind": found.absence.kind} if found.absence else None,
        "quantity_most": _number(found.regimen.quantity_most),
        "needs_witness": found.medication.needs_witness,
    }


def safe_resource(safe: NextSafe | None) -> dict[str, Any]:
    """When it may next be given; now, where nothing stands against it."""
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
        "is_second": record.is_extra,
        "witness": {"id": record.witness_id, "name": record.witness_name}
        if record.witness_id
        else None,
    }


def medication_resource(
    medication: Medication, regimen: Regimen | None, numbers: Numbers
) -> dict[str, Any]:
    is_active = not medication.is_prn or medication.activated_at is not None
    return {
        "id": medication.id,
        "recipient": medication.recipient_id,
        **{name: getattr(medication, name) for name in PLAIN},
        **{name: numbers[name] for name in OF_A_MEDICATION},
        "is_active": is_active,
        "missing": list(prn.missing(medication, regimen)) if regimen and not is_active else [],
        "review_on": medication.review_on.isoformat() if medication.review_on else None,
        "stock": _number(medication.stock),
        "photo": photo_url(medication),
        "stopped_at": instant(medication.stopped_at) if medication.stopped_at else None,
        **(regimen_resource(regimen) if regimen else NO_REGIMEN),
    }


def regimen_resource(regimen: Regimen) -> dict[str, Any]:
    hours = regimen.min_interval_min and round(regimen.min_interval_min * 1000 / 60)
    return {
        "regimen": regimen.id,
        "quantity": number_words(regimen.quantity),
        "quantity_most": _number(regimen.quantity_most),
        "unit": regimen.unit,
        "times": regimen.times,
        "every_days": regimen.every_days,
        "every_hours": regimen.every_hours,
        "min_interval_h": _number(hours),
        "max_per_day": _number(regimen.max_per_day),
        "confirmed_by": regimen.confirmed_by_name,
    }


def _number(thousandths: int | None) -> str | None:
    return number_words(thousandths) if thousandths is not None else None
