"""Inputs: a medication and its regimen."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from carecircle.care.inputs import (
    Amount,
    Flag,
    Input,
    Line,
    LocalDate,
    Times,
    Whole,
    Words,
)
from carecircle.care.inputs.base import FormFields
from carecircle.care.inputs.codes import Codes
from carecircle.care.medications.giving.limits import MOST_INTERVAL_MIN
from carecircle.care.medications.prescribing.input_types import Ingredients, Weekdays
from carecircle.care.thresholds.inputs import MedicationThresholdsInput
from carecircle.care.translatable import lazy_gettext as _

HOW_MUCH = _("Say how much is taken each time")


class RegimenDetails(Input):
    """How much and when. min_interval_h: minimum hours between two doses of the same ingredient;
    max_per_day: the maximum in 24 rolling hours, in its unit."""

    quantity: Annotated[int | None, Amount()] = None
    quantity_most: Annotated[int | None, Amount()] = None
    unit: Annotated[str | None, Line(most=40)] = None
    times: Annotated[list[str] | None, Times()] = None
    weekdays: Annotated[int | None, Weekdays()] = None
    every_days: Annotated[int | None, Whole(1, 365)] = None
    every_hours: Annotated[int | None, Whole(1, 24 * 14)] = None
    starts_on: Annotated[date | None, LocalDate()] = None
    ends_on: Annotated[date | None, LocalDate()] = None
    min_interval_h: Annotated[int | None, Amount()] = None
    max_per_day: Annotated[int | None, Amount()] = None


class RegimenInput(RegimenDetails):
    """A new regimen."""

    quantity: Annotated[int, Amount(required=HOW_MUCH)]


class ChangeInput(RegimenDetails):
    """A change of the regimen, and who advised it. Fields not sent keep their values.

    confirm: codes of questions that are answered with yes."""

    quantity: Annotated[int | None, Amount(required=HOW_MUCH)] = None
    confirm: Annotated[frozenset[str] | None, Codes()] = None
    why: Annotated[str, Line(required=_("Say why, and who advised it"), most=300)]


class PrnDetails(Input):
    """Fields that a PRN needs besides its dose and limits (rule 12)."""

    indication: Annotated[str | None, Words(most=1000)] = None
    tried_first: Annotated[str | None, Line(most=300)] = None
    expected_effect: Annotated[str | None, Line(most=300)] = None
    call_when: Annotated[str | None, Line(most=300)] = None
    review_on: Annotated[date | None, LocalDate()] = None


class MedicationInput(RegimenInput, PrnDetails, MedicationThresholdsInput):
    """A new medication. confirm: codes of questions that are answered with yes; reason: why."""

    confirm: Annotated[frozenset[str] | None, Codes()] = None
    reason: Annotated[str | None, Line(most=300)] = None
    name: Annotated[str, Line(required=_("Say what it is called, as on the box"), most=120)]
    recipient: Annotated[str | None, Line(most=32)] = None
    strength: Annotated[str | None, Line()] = None
    form: Annotated[str | None, Line()] = None
    route: Annotated[str | None, Line()] = None
    ingredients: Annotated[dict[str, int] | None, Ingredients()] = None
    is_prn: Annotated[bool, Flag()] = False
    is_time_critical: Annotated[bool, Flag()] = False
    needs_witness: Annotated[bool, Flag()] = False
    is_controlled: Annotated[bool, Flag()] = False
    instructions: Annotated[str | None, Words(most=1000)] = None
    prescriber: Annotated[str | None, Line(most=120)] = None
    pharmacy: Annotated[str | None, Line(most=120)] = None
    stock: Annotated[int | None, Amount()] = None
    refill_level: Annotated[int | None, Amount()] = None


class ActivationInput(RegimenDetails, PrnDetails, MedicationThresholdsInput):
    """The missing or changed fields of a PRN; the rest stays. In its form the fields start empty,
    so an empty one changes nothing."""

    quantity: Annotated[int | None, Amount(required=HOW_MUCH)] = None
    confirm: Annotated[frozenset[str] | None, Codes()] = None
    reason: Annotated[str | None, Line(most=300)] = None

    @classmethod
    def _sent_by_form(cls, lists: FormFields) -> Iterable[str]:
        return [name for name in cls.model_fields if any(map(str.strip, lists.get(name, ())))]


def minutes_of(hours: int | None) -> int | None:
    """Returns thousandths of an hour as whole minutes, at most a fortnight."""
    return min(round(hours * 60 / 1000), MOST_INTERVAL_MIN) if hours else None


class StopInput(Input):
    why: Annotated[str, Line(required=_("Say why, and who advised it"), most=300)]
