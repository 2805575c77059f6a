"""What may come in for an emergency."""

from carecircle.care.emergencies import kinds
from carecircle.care.inputs import Choice, Flag, Input, Line, Whole, Words

MOST_MINUTES = 1440


class RaiseInput(Input):
    """Nothing is required: one tap is enough, the rest can be added after."""

    recipient = Line(most=32)
    type = Choice(kinds.TYPES, also=kinds.ALSO_TAKEN)
    severity = Choice(kinds.SEVERITIES)
    note = Words()
    location = Line(most=200)
    drill = Flag()


class AcknowledgementInput(Input):
    answer = Choice(("on_my_way", "on_scene"), required="Say: on my way, or on scene")
    minutes = Whole(0, MOST_MINUTES)


class ReceiptInput(Input):
    kind = Choice(kinds.RECEIPTS, required="Say: received, or seen")


class ResolutionInput(Input):
    outcome = Choice(kinds.OUTCOMES, required="Say how it ended")
    note = Words()
