"""What may come in for an emergency."""

from carecircle.care.emergencies import kinds
from carecircle.care.inputs import Choice, Flag, Input, Line, Whole, Words
from carecircle.care.translatable import lazy_gettext as _

MOST_MINUTES = 1440


class RaiseInput(Input):
    """Nothing is required: one tap is enough, the rest can be added after.

    emergency: which open one it is added to; nothing new is raised then, whatever it is.
    """

    emergency = Line(most=32)
    recipient = Line(most=32)
    type = Choice(kinds.TYPES, also=kinds.ALSO_TAKEN)
    severity = Choice(kinds.SEVERITIES)
    note = Words()
    location = Line(most=200)
    drill = Flag()


class AcknowledgementInput(Input):
    answer = Choice(("on_my_way", "on_scene"), required=_("Say: on my way, or on scene"))
    minutes = Whole(0, MOST_MINUTES)


class ReceiptInput(Input):
    kind = Choice(kinds.RECEIPTS, required=_("Say: received, or seen"))


class ResolutionInput(Input):
    outcome = Choice(kinds.OUTCOMES, required=_("Say how it ended"))
    note = Words()


class PolicyInput(Input):
    """Seconds. The two in between may be left out."""

    louder_after_s = Whole(10, 3599)
    outside_after_s = Whole(10, 3599)
    call_after_s = Whole(30, 3600, required=_("Say when the last step comes"))
    repeat_every_s = Whole(30, 3600, required=_("Say how often it comes again"))
    news_within_s = Whole(60, 7200, required=_("Say how long silence may last"))
