"""What may come in about stock, tasks and absences."""

from datetime import datetime
from typing import Annotated

from carecircle.care.inputs import Amount, Choice, Input, Instant, Line, Words
from carecircle.care.inputs.values import JsonSchema
from carecircle.care.medications.inputs.witnessed import WitnessedInput
from carecircle.care.medications.models.stock import ABSENCES, STATUSES
from carecircle.care.wording import say


class Balance(Amount):
    """An amount that may be nothing at all."""

    def parse(self, text: str) -> int:
        return 0 if text.strip("0.,") == "" and text[:1] == "0" else super().parse(text)

    def json_schema(self) -> JsonSchema:
        number, text = super().json_schema()["anyOf"]
        of_nothing = {"type": "number", "minimum": 0, "maximum": number["maximum"]}
        return super().json_schema() | {"anyOf": [of_nothing, text]}


class BookingInput(Input):
    quantity: Annotated[int, Amount(required=say("Say how much came in"))]
    note: Annotated[str | None, Line(most=300)] = None


class CountInput(WitnessedInput):
    """What somebody counted. note: asked where it differs from what should be there."""

    quantity: Annotated[int, Balance(required=say("Say how much is there"))]
    note: Annotated[str | None, Line(most=300)] = None


class StepInput(Input):
    """outcome: what came of it, where somebody was asked."""

    outcome: Annotated[str | None, Line(most=500)] = None
    step: Annotated[str, Choice(STATUSES[1:], required=say("Say what was done"))]


class AbsenceInput(Input):
    recipient: Annotated[str | None, Line(most=32)] = None
    kind: Annotated[str, Choice(ABSENCES, required=say("Say whether in hospital or away"))]
    starts_at: Annotated[datetime | None, Instant()] = None
    note: Annotated[str | None, Words(most=1000)] = None


class ReturnInput(Input):
    ends_at: Annotated[datetime | None, Instant()] = None
