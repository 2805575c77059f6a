"""Inputs: what was given, corrected, copied from paper."""

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
from carecircle.care.inputs.codes import Codes
from carecircle.care.medications.outcomes import OUTCOMES
from carecircle.care.medications.witnessed_input import WitnessedInput
from carecircle.care.translatable import lazy_gettext as _


class GivingInput(WitnessedInput):
    """Fields of every record. sure: confirms a multiple of the planned amount. really_given:
    confirms that a rule was broken, which is recorded as an incident. confirm: codes of questions
    that are answered with yes. sent_at: the time on the
    device's clock when it sends this, if given_at is on that clock too (device_clock)."""

    given_at: Annotated[datetime | None, Instant()] = None
    sent_at: Annotated[datetime | None, Instant()] = None
    quantity: Annotated[int | None, Amount()] = None
    reason: Annotated[str | None, Line(most=500)] = None
    note: Annotated[str | None, Words()] = None
    no_witness_why: Annotated[str | None, Line(most=300)] = None
    score: Annotated[int | None, Whole(0, 10)] = None
    tried: Annotated[str | None, Line(most=300)] = None
    sure: Annotated[bool, Flag()] = False
    really_given: Annotated[bool, Flag()] = False
    confirm: Annotated[frozenset[str] | None, Codes()] = None


class AdministrationInput(GivingInput):
    """A dose of a regimen. regimen: the one that the page showed."""

    regimen: Annotated[str | None, Line(most=32)] = None
    outcome: Annotated[str, Choice(OUTCOMES, required=_("Say what happened"))]


class PaperInput(Input):
    """The signature on a line of a paper chart."""

    signed_by: Annotated[str | None, Line(most=80)] = None


class PrnInput(GivingInput):
    """A PRN: given, unless another outcome is sent."""

    outcome: Annotated[str | None, Choice(OUTCOMES)] = None


class DoseReviewInput(Input):
    """A member knows that a dose was not recorded. note: what they know of it."""

    note: Annotated[str | None, Line(most=300)] = None


class CorrectionInput(GivingInput):
    """undo, or what really happened; why is required, except for an undo by the author in time."""

    outcome: Annotated[str | None, Choice(OUTCOMES)] = None
    undo: Annotated[bool, Flag()] = False
    why: Annotated[str | None, Line(most=300)] = None
