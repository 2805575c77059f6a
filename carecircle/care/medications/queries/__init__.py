"""Reads of medications: doses, what is prescribed, and what lies around it."""

from carecircle.care.medications.queries.absent import (
    absences_to_reconcile,
    open_absence,
    the_absence,
    zone_of,
)
from carecircle.care.medications.queries.around import (
    days_left,
    effect_check_of,
    effects_to_check,
    last_outcomes,
    ledger_of,
    open_incidents,
    open_tasks,
    the_incident,
)
from carecircle.care.medications.queries.doses import (
    DoseOfDay,
    asked_of,
    doses_by_id,
    doses_of_day,
    last_records,
    the_administration,
    the_dose,
)
from carecircle.care.medications.queries.prescribed import (
    Asked,
    ingredients_of,
    medications_of,
    regimen_of,
    regimens_of,
    seen_by,
    stopped_medications,
    the_medication,
    the_prn,
)

__all__ = [
    "Asked",
    "DoseOfDay",
    "absences_to_reconcile",
    "asked_of",
    "days_left",
    "doses_by_id",
    "doses_of_day",
    "effect_check_of",
    "effects_to_check",
    "ingredients_of",
    "last_outcomes",
    "last_records",
    "ledger_of",
    "medications_of",
    "open_absence",
    "open_incidents",
    "open_tasks",
    "regimen_of",
    "regimens_of",
    "seen_by",
    "stopped_medications",
    "the_absence",
    "the_administration",
    "the_dose",
    "the_incident",
    "the_medication",
    "the_prn",
    "zone_of",
]
