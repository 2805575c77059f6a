"""Inputs: new stock and counts."""

from typing import Annotated

from carecircle.care.inputs import Amount, Input, Line
from carecircle.care.inputs.values import JsonSchema
from carecircle.care.medications.witnessed_input import WitnessedInput
from carecircle.care.translatable import lazy_gettext as _


class Balance(Amount):
    """An amount that may be 0."""

    LEAST = 0

    def json_schema(self) -> JsonSchema:
        number, text = super().json_schema()["anyOf"]
        of_nothing = {"type": "number", "minimum": 0, "maximum": number["maximum"]}
        return super().json_schema() | {"anyOf": [of_nothing, text]}


class BookingInput(Input):
    quantity: Annotated[int, Amount(required=_("Say how much came in"))]
    note: Annotated[str | None, Line(most=300)] = None


class CountInput(WitnessedInput):
    """The result of a count. note: required if it differs from the balance."""

    quantity: Annotated[int, Balance(required=_("Say how much is there"))]
    note: Annotated[str | None, Line(most=300)] = None
