"""Verbs: prescribe, plan, give, correct, tell what fell due."""

from carecircle.care.medications.actions.correcting import correct_administration
from carecircle.care.medications.actions.giving import record_administration
from carecircle.care.medications.actions.planning import plan_what_is_short
from carecircle.care.medications.actions.prescribing import add_medication, stop_medication
from carecircle.care.medications.actions.telling_time import tell_what_fell_due

__all__ = [
    "add_medication",
    "correct_administration",
    "plan_what_is_short",
    "record_administration",
    "stop_medication",
    "tell_what_fell_due",
]
