"""What may come in as a number of the family, or of one medication."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from carecircle.care.inputs import Input, Whole
from carecircle.care.thresholds.definitions import OF_A_MEDICATION, THRESHOLDS


class ThresholdsInput(Input):
    """A field for each number, with its bounds."""


class MedicationThresholdsInput(Input):
    """A field for each number that one medication may have for itself."""


for _one in THRESHOLDS.values():
    setattr(ThresholdsInput, _one.name, Whole(_one.least, _one.most))
    if _one.name in OF_A_MEDICATION:
        setattr(MedicationThresholdsInput, _one.name, Whole(_one.least, _one.most))


def thresholds_in(form: type[Input], given: Mapping[str, Any]) -> dict[str, int | None]:
    """What is named; None where it is left empty: as before anybody said anything."""
    values = form.read(given)
    return {name: getattr(values, name) for name in given if name in vars(values)}


def thresholds_set(values: SimpleNamespace) -> dict[str, int]:
    """Those that have a value."""
    said = {name: getattr(values, name) for name in OF_A_MEDICATION}
    return {name: value for name, value in said.items() if value is not None}
