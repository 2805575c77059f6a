"""The rows of medications."""

from carecircle.care.medications.models.following import EffectCheck, Incident, Preparing
from carecircle.care.medications.models.giving import Administration, Dose
from carecircle.care.medications.models.prescribing import Ingredient, Medication, MedicationPhoto
from carecircle.care.medications.models.regimens import Regimen, RegimenSeen
from carecircle.care.medications.models.stock import Absence, StockEntry, Task

__all__ = [
    "Absence",
    "Administration",
    "Dose",
    "EffectCheck",
    "Incident",
    "Ingredient",
    "Medication",
    "MedicationPhoto",
    "Preparing",
    "Regimen",
    "RegimenSeen",
    "StockEntry",
    "Task",
]
