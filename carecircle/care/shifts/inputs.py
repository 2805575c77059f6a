"""What may come in for shifts and handoffs."""

from carecircle.care.inputs import Choice, Input, Instant, Line, LocalDate, Words
from carecircle.care.shifts.rules import REPEATS, STATES
from carecircle.care.translatable import lazy_gettext as _


class ShiftInput(Input):
    member = Line(most=32)
    starts_at = Instant(required=_("Say when it begins"))
    ends_at = Instant(required=_("Say when it ends"))
    repeat = Choice(REPEATS)
    until = LocalDate()
    note = Line(most=200)


class EndInput(Input):
    why = Line(most=1000)


class HandoffInput(Input):
    recipient = Line(most=32)
    to = Line(most=32)
    illness = Choice(STATES, required=_("Say how they are: stable, watch or unwell"))
    summary = Words()
    actions = Words()
    contingencies = Words()
    belongings = Words(most=1000)


class AcceptanceInput(Input):
    handoff = Line(most=32)
    read_back = Words(required=_("Say in your own words what you take over"))
    received = Words(most=1000)
