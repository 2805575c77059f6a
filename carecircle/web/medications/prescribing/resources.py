"""The JSON resources of medications and regimens."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from carecircle.care.medications import prn
from carecircle.care.medications.amounts import step_dates
from carecircle.care.medications.guarded import is_guarded
from carecircle.care.medications.models import (
    Ingredient,
    Medication,
    MedicationRevision,
    Regimen,
)
from carecircle.care.medications.prescribing.input_types import DAYS
from carecircle.care.thresholds.definitions import OF_A_MEDICATION, Thresholds
from carecircle.events.envelope import instant
from carecircle.web.medications.prescribing.label_views import understood_of
from carecircle.web.medications.quantities import decimal_text
from carecircle.web.medications.usual_words import usual_resources
from carecircle.web.shared.wording.medication_words import photo_url
from carecircle.web.shared.wording.units import number_words

PLAIN = (
    *("name", "strength", "form", "route", "instructions", "indication", "is_prn"),
    *("is_time_critical", "needs_witness", "is_controlled", "prescriber", "pharmacy"),
    *("tried_first", "expected_effect", "call_when", "is_covert", "covert_agreed_by"),
    *("sites", "removes_old", "asks_glucose"),
)
_CYCLES = ("days_on", "days_off", "month_days", "every_months", "doses")
NO_REGIMEN: dict[str, Any] = {"quantity": None, "unit": None, "times": []}


def medication_resource(
    medication: Medication,
    regimen: Regimen | None,
    limits: Thresholds,
    ingredients: Sequence[Ingredient],
) -> dict[str, Any]:
    unit = regimen.unit if regimen else medication.form
    is_active = not medication.is_prn or medication.activated_at is not None
    return {
        "id": medication.id,
        "recipient": medication.recipient_id,
        **{name: getattr(medication, name) for name in PLAIN},
        **{name: limits[name] for name in OF_A_MEDICATION},
        "is_active": is_active,
        "missing": list(prn.missing(medication, regimen)) if regimen and not is_active else [],
        "review_on": _date(medication.review_on),
        "covert_review_on": _date(medication.covert_review_on),
        "ingredients_understood": understood_of(ingredients, unit),
        "is_guarded": is_guarded(ingredients, unit),
        "usual_limits": usual_resources(ingredients, regimen),
        "confirmed": medication.confirmed or [],
        "confirmed_why": medication.confirmed_why,
        "stock": decimal_text(medication.stock),
        "photo": photo_url(medication),
        "stopped_at": instant(medication.stopped_at) if medication.stopped_at else None,
        **(regimen_resource(regimen) if regimen else NO_REGIMEN),
    }


def regimen_resource(regimen: Regimen) -> dict[str, Any]:
    hours = regimen.min_interval_min and round(regimen.min_interval_min * 1000 / 60)
    return {
        "regimen": regimen.id,
        "quantity": number_words(regimen.quantity),
        "quantity_most": decimal_text(regimen.quantity_most),
        "unit": regimen.unit,
        "times": regimen.times,
        "every_days": regimen.every_days,
        "every_hours": regimen.every_hours,
        "weekdays": days_of(regimen.weekdays),
        **{name: getattr(regimen, name) for name in _CYCLES},
        "amounts": _amounts(regimen),
        "steps": _steps(regimen),
        "starts_on": regimen.starts_on.isoformat(),
        "ends_on": _date(regimen.ends_on),
        "min_interval_h": decimal_text(hours),
        "max_per_day": decimal_text(regimen.max_per_day),
        "confirmed_by": regimen.confirmed_by_name,
    }


def revision_resource(revision: MedicationRevision) -> dict[str, Any]:
    return {
        "kind": revision.kind,
        "at": instant(revision.at),
        "by": {"id": revision.by, "name": revision.by_name},
        "why": revision.why,
        "before": revision.before,
        "after": revision.after,
    }


def _date(on: date | None) -> str | None:
    return on.isoformat() if on else None


def days_of(bits: int | None) -> list[str] | None:
    """Returns the named days, None for every day."""
    return [day for bit, day in enumerate(DAYS) if bits >> bit & 1] if bits else None


def _amounts(regimen: Regimen) -> dict[str, str] | None:
    """Returns different amounts by weekday."""
    if not regimen.by_weekday:
        return None
    amounts = zip(DAYS, regimen.by_weekday, strict=True)
    return {day: number_words(amount) for day, amount in amounts if amount}


def _steps(regimen: Regimen) -> list[dict[str, str | int | None]] | None:
    """Returns the steps of a taper with their first and last days."""
    found: list[dict[str, str | int | None]] = []
    for step, dates in zip(regimen.steps or (), step_dates(regimen), strict=True):
        last = dates.last.isoformat() if dates.last else None
        of_it = {"quantity": number_words(step["quantity"]), "days": step["days"]}
        found.append({**of_it, "first_on": dates.first.isoformat(), "last_on": last})
    return found or None
