"""Inputs: a medication; a PRN that is completed; a stop."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from carecircle.care.inputs import (
    Amount,
    Flag,
    Input,
    Line,
    LocalDate,
    Words,
)
from carecircle.care.inputs.base import FormFields
from carecircle.care.inputs.codes import Codes
from carecircle.care.medications.prescribing.detail_inputs import (
    NAME,
    HowGivenInput,
    LabelInput,
)
from carecircle.care.medications.prescribing.regimen_inputs import ChangeInput as ChangeInput
from carecircle.care.medications.prescribing.regimen_inputs import RegimenDetails
from carecircle.care.medications.prescribing.regimen_inputs import RegimenInput as RegimenInput
from carecircle.care.medications.prescribing.regimen_inputs import minutes_of as minutes_of
from carecircle.care.thresholds.inputs import MedicationThresholdsInput
from carecircle.care.translatable import lazy_gettext as _


class PrnDetails(Input):
    """Fields that a PRN needs besides its dose and limits (rule 12)."""

    indication: Annotated[str | None, Words(most=1000)] = None
    tried_first: Annotated[str | None, Line(most=300)] = None
    expected_effect: Annotated[str | None, Line(most=300)] = None
    call_when: Annotated[str | None, Line(most=300)] = None
    review_on: Annotated[date | None, LocalDate()] = None


class MedicationInput(
    RegimenInput, LabelInput, HowGivenInput, PrnDetails, MedicationThresholdsInput
):
    """A new medication. confirm: codes of questions that are answered with yes; reason: why."""

    confirm: Annotated[frozenset[str] | None, Codes()] = None
    reason: Annotated[str | None, Line(most=300)] = None
    name: Annotated[str, Line(required=NAME, most=120)]
    recipient: Annotated[str | None, Line(most=32)] = None
    is_prn: Annotated[bool, Flag()] = False
    is_time_critical: Annotated[bool, Flag()] = False
    needs_witness: Annotated[bool, Flag()] = False
    is_controlled: Annotated[bool, Flag()] = False
    stock: Annotated[int | None, Amount()] = None
    refill_level: Annotated[int | None, Amount()] = None


class ActivationInput(RegimenDetails, PrnDetails, MedicationThresholdsInput):
    """The missing or changed fields of a PRN; the rest stays. In its form the fields start empty,
    so an empty one changes nothing."""

    confirm: Annotated[frozenset[str] | None, Codes()] = None
    reason: Annotated[str | None, Line(most=300)] = None

    @classmethod
    def _sent_by_form(cls, lists: FormFields) -> Iterable[str]:
        return [name for name in cls.model_fields if any(map(str.strip, lists.get(name, ())))]


class StopInput(Input):
    why: Annotated[str, Line(required=_("Say why, and who advised it"), most=300)]
