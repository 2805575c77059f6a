"""What may come in about what is given, corrected, stopped."""

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
from carecircle.care.medications.models.following import EFFECTS
from carecircle.care.medications.outcomes import OUTCOMES
from carecircle.care.wording import say


class StopInput(Input):
    why = Line(required=say("Say why, and who advised it"), most=300)


class GivingInput(Input):
    """What every record may say. sure: yes, ten times as much. really_given: against a rule, and
    nevertheless true: kept as an incident. witness_pin is read by the web alone."""

    outcome = Choice(OUTCOMES, required=say("Say what happened"))
    given_at = Instant()
    quantity = Amount()
    reason = Line(most=500)
    note = Words()
    witness = Line(most=32)
    no_witness_why = Line(most=300)
    score = Whole(0, 10)
    tried = Line(most=300)
    sure = Flag()
    really_given = Flag()


class AdministrationInput(GivingInput):
    """A dose of a regimen."""


class PaperInput(Input):
    """Who signed a line of the chart on paper."""

    signed_by = Line(most=80)


class PrnInput(GivingInput):
    """A PRN: given, unless said otherwise."""

    outcome = Choice(OUTCOMES)


class EffectInput(Input):
    effect = Choice(EFFECTS, required=say("Say whether it helped"))
    score = Whole(0, 10)
    note = Words(most=1000)


class ReviewInput(Input):
    review = Line(required=say("Say what came of it"), most=500)


class CorrectionInput(GivingInput):
    """undo, or what really happened; why is asked unless it is undone within ten minutes."""

    outcome = Choice(OUTCOMES)
    undo = Flag()
    why = Line(most=300)
