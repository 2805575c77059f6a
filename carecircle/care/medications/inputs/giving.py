"""What may come in about what is given, corrected, stopped."""

from datetime import datetime
from typing import Annotated

from carecircle.care.inputs import (
    Amount,
    Choice,
    Flag,
    Input,
    Instant,
    Line,
    Whole,
    Words,
)
from carecircle.care.medications.inputs.witnessed import WitnessedInput
from carecircle.care.medications.models.following import EFFECTS
from carecircle.care.medications.outcomes import OUTCOMES
from carecircle.care.wording import say


class StopInput(Input):
    why: Annotated[str, Line(required=say("Say why, and who advised it"), most=300)]


class GivingInput(WitnessedInput):
    """What every record may say. sure: yes, ten times as much. really_given: against a rule, and
    nevertheless true: kept as an incident."""

    given_at: Annotated[datetime | None, Instant()] = None
    quantity: Annotated[int | None, Amount()] = None
    reason: Annotated[str | None, Line(most=500)] = None
    note: Annotated[str | None, Words()] = None
    no_witness_why: Annotated[str | None, Line(most=300)] = None
    score: Annotated[int | None, Whole(0, 10)] = None
    tried: Annotated[str | None, Line(most=300)] = None
    sure: Annotated[bool, Flag()] = False
    really_given: Annotated[bool, Flag()] = False


class AdministrationInput(GivingInput):
    """A dose of a regimen."""

    outcome: Annotated[str, Choice(OUTCOMES, required=say("Say what happened"))]


class PaperInput(Input):
    """Who signed a line of the chart on paper."""

    signed_by: Annotated[str | None, Line(most=80)] = None


class PrnInput(GivingInput):
    """A PRN: given, unless said otherwise."""

    outcome: Annotated[str | None, Choice(OUTCOMES)] = None


class EffectInput(Input):
    effect: Annotated[str, Choice(EFFECTS, required=say("Say whether it helped"))]
    score: Annotated[int | None, Whole(0, 10)] = None
    note: Annotated[str | None, Words(most=1000)] = None


class ReviewInput(Input):
    review: Annotated[str, Line(required=say("Say what came of it"), most=500)]


class CorrectionInput(GivingInput):
    """undo, or what really happened; why is asked unless it is undone within ten minutes."""

    outcome: Annotated[str | None, Choice(OUTCOMES)] = None
    undo: Annotated[bool, Flag()] = False
    why: Annotated[str | None, Line(most=300)] = None
