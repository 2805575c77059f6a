"""Inputs: whether a PRN helped, a step of a task, the review of an incident."""

from typing import Annotated

from carecircle.care.inputs import (
    Choice,
    Input,
    Line,
    Whole,
    Words,
)
from carecircle.care.medications.models.follow_ups import EFFECTS, STATUSES
from carecircle.care.translatable import lazy_gettext as _


class EffectInput(Input):
    effect: Annotated[str, Choice(EFFECTS, required=_("Say whether it helped"))]
    score: Annotated[int | None, Whole(0, 10)] = None
    note: Annotated[str | None, Words(most=1000)] = None


class ReviewInput(Input):
    review: Annotated[str, Line(required=_("Say what came of it"), most=500)]


class StepInput(Input):
    """outcome: the answer, if the task was to ask somebody."""

    outcome: Annotated[str | None, Line(most=500)] = None
    step: Annotated[str, Choice(STATUSES[1:], required=_("Say what was done"))]
