"""Inputs: whether a PRN helped, a step of a task, the review of an incident."""

from carecircle.care.inputs import (
    Choice,
    Input,
    Line,
    Whole,
    Words,
)
from carecircle.care.medications.models.follow_ups import EFFECTS, STEPS
from carecircle.care.translatable import lazy_gettext as _


class EffectInput(Input):
    effect = Choice(EFFECTS, required=_("Say whether it helped"))
    score = Whole(0, 10)
    note = Words(most=1000)


class ReviewInput(Input):
    review = Line(required=_("Say what came of it"), most=500)


class StepInput(Input):
    """outcome: what came of it, where somebody was asked."""

    outcome = Line(most=500)
    step = Choice(STEPS[1:], required=_("Say what was done"))
