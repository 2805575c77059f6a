"""What may come in as a number of the family, or of one medication."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from carecircle.care.families.numbers import NUMBERS, OF_A_MEDICATION
from carecircle.care.inputs import Input, Whole


class NumbersInput(Input):
    """A field for each number, with its bounds."""


class OwnNumbersInput(Input):
    """A field for each number that one medication may have for itself."""


for _one in NUMBERS.values():
    setattr(NumbersInput, _one.name, Whole(_one.least, _one.most))
    if _one.name in OF_A_MEDICATION:
        setattr(OwnNumbersInput, _one.name, Whole(_one.least, _one.most))


def numbers_in(form: type[Input], given: Mapping[str, Any]) -> dict[str, int | None]:
    """What is named; None where it is left empty: as before anybody said anything."""
    values = form.read(given)
    return {name: getattr(values, name) for name in given if name in vars(values)}


def numbers_said(values: SimpleNamespace) -> dict[str, int]:
    """Those that have a value."""
    said = {name: getattr(values, name) for name in OF_A_MEDICATION}
    return {name: value for name, value in said.items() if value is not None}
