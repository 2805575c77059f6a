"""What may come in: one layer of checks for forms, JSON and websocket alike."""

from carecircle.care.medications.inputs.giving import (
    AdministrationInput,
    CorrectionInput,
    EffectInput,
    PrnInput,
    ReviewInput,
    StopInput,
)
from carecircle.care.medications.inputs.prescribing import (
    ActivationInput,
    ChangeInput,
    MedicationInput,
)
from carecircle.care.medications.inputs.stock import (
    AbsenceInput,
    BookingInput,
    CountInput,
    ReturnInput,
    StepInput,
)
from carecircle.care.thresholds.inputs import (
    MedicationThresholdsInput,
    ThresholdsInput,
    thresholds_in,
)

__all__ = [
    "AbsenceInput",
    "ActivationInput",
    "AdministrationInput",
    "BookingInput",
    "ChangeInput",
    "CorrectionInput",
    "CountInput",
    "EffectInput",
    "MedicationInput",
    "MedicationThresholdsInput",
    "PrnInput",
    "ReturnInput",
    "ReviewInput",
    "StepInput",
    "StopInput",
    "ThresholdsInput",
    "thresholds_in",
]
