"""What may come in: one layer of checks for forms, JSON and websocket alike."""

from carecircle.care.medications.inputs.giving import (
    AdministrationInput,
    CorrectionInput,
    EffectInput,
    GivingInput,
    PaperInput,
    PrnInput,
    ReviewInput,
    StopInput,
)
from carecircle.care.medications.inputs.numbers import (
    NumbersInput,
    OwnNumbersChangeInput,
    OwnNumbersInput,
)
from carecircle.care.medications.inputs.prescribing import (
    ActivationInput,
    ChangeInput,
    MedicationInput,
    RegimenDetails,
    RegimenInput,
)
from carecircle.care.medications.inputs.stock import (
    AbsenceInput,
    BookingInput,
    CountInput,
    ReturnInput,
    StepInput,
)
from carecircle.care.medications.inputs.witnessed import WitnessedInput

__all__ = [
    "AbsenceInput",
    "ActivationInput",
    "AdministrationInput",
    "BookingInput",
    "ChangeInput",
    "CorrectionInput",
    "CountInput",
    "EffectInput",
    "GivingInput",
    "MedicationInput",
    "NumbersInput",
    "OwnNumbersChangeInput",
    "OwnNumbersInput",
    "PaperInput",
    "PrnInput",
    "RegimenDetails",
    "RegimenInput",
    "ReturnInput",
    "ReviewInput",
    "StepInput",
    "StopInput",
    "WitnessedInput",
]
