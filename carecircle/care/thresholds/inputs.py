"""Inputs: the thresholds of the family, or of one medication."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from pydantic import create_model

from carecircle.care.inputs import Input, Whole
from carecircle.care.inputs.base import FormFields
from carecircle.care.thresholds.definitions import OF_A_MEDICATION, THRESHOLDS


class ThresholdValues(Input):
    """A field for each threshold, with its bounds. Empty: the default, or the family's value."""

    def named(self) -> dict[str, int | None]:
        """Returns the thresholds that were sent; None for one that was sent empty."""
        return {name: getattr(self, name) for name in THRESHOLDS if name in self.model_fields_set}

    def with_value(self) -> dict[str, int]:
        """Returns the thresholds that have a value."""
        return {name: value for name, value in self.named().items() if value is not None}


class FamilyThresholds(ThresholdValues):
    """A form may have only some of the thresholds."""

    @classmethod
    def _sent_by_form(cls, lists: FormFields) -> Iterable[str]:
        return lists.keys() & cls.model_fields.keys()


def _fields(names: Iterable[str]) -> dict[str, tuple[object, None]]:
    return {
        name: (Annotated[int | None, Whole(THRESHOLDS[name].least, THRESHOLDS[name].most)], None)
        for name in names
    }


if TYPE_CHECKING:

    class ThresholdsInput(FamilyThresholds):
        """The thresholds of a family."""

    class MedicationThresholdsInput(ThresholdValues):
        """The thresholds that one medication may have, with other fields of the medication."""

    class MedicationThresholdsChangeInput(FamilyThresholds):
        """Changes of the thresholds that one medication may have."""

else:
    _OWN = _fields(OF_A_MEDICATION)
    ThresholdsInput = create_model(
        "ThresholdsInput", __base__=FamilyThresholds, **_fields(THRESHOLDS)
    )
    MedicationThresholdsInput = create_model(
        "MedicationThresholdsInput", __base__=ThresholdValues, **_OWN
    )
    MedicationThresholdsChangeInput = create_model(
        "MedicationThresholdsChangeInput", __base__=FamilyThresholds, **_OWN
    )
