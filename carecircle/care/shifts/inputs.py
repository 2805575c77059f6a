"""What may come in for shifts and handoffs."""

from carecircle.care.inputs import Choice, Input, Instant, Line, LocalDate, Words
from carecircle.care.shifts.rules import REPEATS, STATES
from carecircle.care.wording import say


class ShiftInput(Input):
    member = Line(most=32)
    starts_at = Instant(required=say("Say when it begins"))
    ends_at = Instant(required=say("Say when it ends"))
    repeat = Choice(REPEATS)
    until = LocalDate()
    note = Line(most=200)


class EndInput(Input):
    why = Line(most=1000)


class HandoffInput(Input):
    recipient = Line(most=32)
    to = Line(most=32)
    illness = Choice(STATES, required=say("Say how they are: stable, watch or unwell"))
    summary = Words()
    actions = Words()
    contingencies = Words()
    belongings = Words(most=1000)


class AcceptanceInput(Input):
    handoff = Line(most=32)
    read_back = Words(required=say("Say in your own words what you take over"))
    received = Words(most=1000)
