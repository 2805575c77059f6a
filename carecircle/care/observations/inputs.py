"""What may come in for an observation."""

from carecircle.care.inputs import Amount, Choice, Input, Instant, Line
from carecircle.care.observations.kinds import KINDS
from carecircle.care.translatable import lazy_gettext as _


class ObservationInput(Input):
    kind = Choice(tuple(KINDS), required=_("Say what was observed"))
    value = Line(required=_("Say how much, or which"), most=60)
    unit = Line(most=12)
    note = Line(most=1000)
    at = Instant()
    recipient = Line(most=32)


class VoidInput(Input):
    why = Line(required=_("Say why it is wrong"), most=1000)


class RangeInput(Input):
    kind = Choice(tuple(KINDS), required=_("Say what it is about"))
    low = Amount()
    high = Amount()
