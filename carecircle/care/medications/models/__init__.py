"""The rows of medications."""

from carecircle.care.medications.models.giving import (
    Administration,
    Dose,
    EffectCheck,
    Incident,
    Preparing,
)
from carecircle.care.medications.models.prescribing import (
    Ingredient,
    Medication,
    MedicationPhoto,
    Regimen,
    RegimenSeen,
)
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
