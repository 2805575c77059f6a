"""Verbs: plan, take, offer, cancel, check in and out, hand off, tell what the clock found."""

from carecircle.care.shifts.actions.planning import cancel_shift, claim, offer, plan_shifts
from carecircle.care.shifts.actions.telling_time import tell_who_has_not_come
from carecircle.care.shifts.actions.working import end_shift, start_shift

__all__ = [
    "cancel_shift",
    "claim",
    "end_shift",
    "offer",
    "plan_shifts",
    "start_shift",
    "tell_who_has_not_come",
]
