"""What may come in for medications and administrations."""

from carecircle.care.inputs import (
    Amount,
    Choice,
    Flag,
    Input,
    Instant,
    Line,
    LocalDate,
    Times,
    Words,
)
from carecircle.care.medications.outcomes import OUTCOMES


class MedicationInput(Input):
    name = Line(required="Say what it is called, as on the box", most=120)
    recipient = Line(most=32)
    strength = Line()
    form = Line()
    route = Line()
    quantity = Amount(required="Say how much is taken each time")
    unit = Line(most=40)
    times = Times()
    starts_on = LocalDate()
    ends_on = LocalDate()
    is_prn = Flag()
    is_time_critical = Flag()
    instructions = Words(most=1000)
    indication = Words(most=1000)


class StopInput(Input):
    why = Line(required="Say why, and who advised it", most=300)


class AdministrationInput(Input):
    outcome = Choice(OUTCOMES, required="Say what happened")
    given_at = Instant()
    quantity = Amount()
    reason = Line(most=500)
    note = Words()
    witness = Line(most=32)


class CorrectionInput(Input):
    """undo, or what really happened; why is asked unless it is undone within ten minutes."""

    undo = Flag()
    outcome = Choice(OUTCOMES)
    given_at = Instant()
    quantity = Amount()
    reason = Line(most=500)
    note = Words()
    why = Line(most=300)
