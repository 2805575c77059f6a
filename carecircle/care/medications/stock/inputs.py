"""Inputs: deliveries, removals and counts."""

from datetime import date
from typing import Annotated

from carecircle.care.inputs import Amount, Choice, Line, LocalDate
from carecircle.care.inputs.codes import Codes
from carecircle.care.inputs.values import JsonSchema
from carecircle.care.medications.models.stock import REMOVALS
from carecircle.care.medications.witnessed_input import WitnessedInput
from carecircle.care.translatable import lazy_gettext as _


class Balance(Amount):
    """An amount that may be 0."""

    LEAST = 0

    def json_schema(self) -> JsonSchema:
        number, text = super().json_schema()["anyOf"]
        of_nothing = {"type": "number", "minimum": 0, "maximum": number["maximum"]}
        return super().json_schema() | {"anyOf": [of_nothing, text]}


class MovementInput(WitnessedInput):
    """Stock that comes or goes. no_witness_why: of a controlled medication, why nobody else is
    there. confirm: codes of questions that are answered with yes."""

    no_witness_why: Annotated[str | None, Line(most=300)] = None
    confirm: Annotated[frozenset[str] | None, Codes()] = None


class BookingInput(MovementInput):
    """A delivery."""

    quantity: Annotated[int, Amount(required=_("Say how much came in"))]
    batch: Annotated[str | None, Line(most=60)] = None
    expires_on: Annotated[date | None, LocalDate()] = None
    note: Annotated[str | None, Line(most=300)] = None


class RemovalInput(MovementInput):
    """What leaves the house, or is destroyed. note: to whom, where, or why."""

    kind: Annotated[str, Choice(REMOVALS, required=_("Say what happened to it"))]
    quantity: Annotated[int, Amount(required=_("Say how much"))]
    note: Annotated[str, Line(most=300, required=_("Say to whom it went, or why"))]


class CountInput(WitnessedInput):
    """The result of a count. note: required if it differs from the balance."""

    quantity: Annotated[int, Balance(required=_("Say how much is there"))]
    note: Annotated[str | None, Line(most=300)] = None
