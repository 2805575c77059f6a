"""The rows of medications."""

from carecircle.care.medications.models.absences import Absence
from carecircle.care.medications.models.follow_ups import EffectCheck, Incident, Task
from carecircle.care.medications.models.giving import Administration, Dose, Preparing
from carecircle.care.medications.models.prescribing import Ingredient, Medication, MedicationPhoto
from carecircle.care.medications.models.regimens import Regimen, RegimenSeen
from carecircle.care.medications.models.revisions import MedicationRevision
from carecircle.care.medications.models.stock import StockEntry
from carecircle.care.medications.models.warnings import MedicationWarning

__all__ = [
    "Absence",
    "Administration",
    "Dose",
    "EffectCheck",
    "Incident",
    "Ingredient",
    "Medication",
    "MedicationPhoto",
    "MedicationRevision",
    "MedicationWarning",
    "Preparing",
    "Regimen",
    "RegimenSeen",
    "StockEntry",
    "Task",
]
