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
    WindowInput,
)
from carecircle.care.medications.inputs.stock import (
    AbsenceInput,
    BookingInput,
    CountInput,
    ReturnInput,
    StepInput,
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
    "PrnInput",
    "ReturnInput",
    "ReviewInput",
    "StepInput",
    "StopInput",
    "WindowInput",
]
