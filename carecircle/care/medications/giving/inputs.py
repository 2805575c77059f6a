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
from carecircle.care.medications.outcomes import OUTCOMES
from carecircle.care.translatable import lazy_gettext as _


class GivingInput(Input):
    """What every record may say. sure: yes, ten times as much. really_given: against a rule, and
    nevertheless true: kept as an incident. witness_pin is read by the web alone."""

    outcome = Choice(OUTCOMES, required=_("Say what happened"))
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


class PrnInput(GivingInput):
    """A PRN: given, unless said otherwise."""

    outcome = Choice(OUTCOMES)


class CorrectionInput(GivingInput):
    """undo, or what really happened; why is asked unless it is undone within ten minutes."""

    outcome = Choice(OUTCOMES)
    undo = Flag()
    why = Line(most=300)
