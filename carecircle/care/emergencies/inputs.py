"""Inputs: raising, answering and resolving an emergency; the escalation policy."""

from dataclasses import replace
from typing import Annotated, Any

from carecircle.care.emergencies import kinds
from carecircle.care.emergencies.escalation_plan import Times
from carecircle.care.inputs import Choice, Flag, Input, Line, Whole, Words
from carecircle.care.translatable import lazy_gettext as _

MOST_MINUTES = 1440
ANSWER = Choice(("on_my_way", "on_scene"), required=_("Say: on my way, or on scene"))


class RaiseInput(Input):
    """Nothing is required: one tap is enough, details can be added later.

    emergency: the open one to add to; then nothing new is raised.
    """

    emergency: Annotated[str | None, Line(most=32)] = None
    recipient: Annotated[str | None, Line(most=32)] = None
    type: Annotated[str | None, Choice(kinds.TYPES, also=kinds.ALSO_TAKEN)] = None
    severity: Annotated[str | None, Choice(kinds.SEVERITIES)] = None
    note: Annotated[str | None, Words()] = None
    location: Annotated[str | None, Line(most=200)] = None
    drill: Annotated[bool, Flag()] = False


class AcknowledgementInput(Input):
    answer: Annotated[str, ANSWER]
    minutes: Annotated[int | None, Whole(0, MOST_MINUTES)] = None


class ReceiptInput(Input):
    kind: Annotated[str, Choice(kinds.RECEIPTS, required=_("Say: received, or seen"))]


class ResolutionInput(Input):
    outcome: Annotated[str, Choice(kinds.OUTCOMES, required=_("Say how it ended"))]
    note: Annotated[str | None, Words()] = None


class PolicyInput(Input):
    """Seconds. The two steps in between may be emptied; fields not sent keep their values."""

    louder_after_s: Annotated[int | None, Whole(10, 3599)] = None
    outside_after_s: Annotated[int | None, Whole(10, 3599)] = None
    call_after_s: Annotated[
        int | None, Whole(30, 3600, required=_("Say when the last step comes"))
    ] = None
    repeat_every_s: Annotated[
        int | None, Whole(30, 3600, required=_("Say how often it comes again"))
    ] = None
    news_within_s: Annotated[
        int | None, Whole(60, 7200, required=_("Say how long silence may last"))
    ] = None

    def applied_to(self, times: Times) -> Times:
        """Returns the times with the values that were sent."""
        sent: Any = {name: getattr(self, name) for name in self.sent}
        return replace(times, **sent)
