"""What may come in: one layer of checks for forms, JSON and websocket alike."""

from carecircle.care.medications.inputs.giving import (
    AdministrationInput,
    CorrectionInput,
    EffectInput,
    PaperInput,
    PrnInput,
    ReviewInput,
    StopInput,
)
from carecircle.care.medications.inputs.numbers import NumbersInput, OwnNumbersInput, numbers_in
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
    "NumbersInput",
    "OwnNumbersInput",
    "PaperInput",
    "PrnInput",
    "ReturnInput",
    "ReviewInput",
    "StepInput",
    "StopInput",
    "numbers_in",
]
