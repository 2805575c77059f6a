"""Verbs: prescribe, plan, give, correct, count, tell what fell due."""

from carecircle.care.medications.actions.absences import begin_absence, end_absence, reconcile
from carecircle.care.medications.actions.correcting import correct_administration
from carecircle.care.medications.actions.effects import answer_effect, emit_effects_due
from carecircle.care.medications.actions.giving import give_prn, record_administration
from carecircle.care.medications.actions.incidents import review_incident
from carecircle.care.medications.actions.numbers import apply_thresholds, set_medication_thresholds
from carecircle.care.medications.actions.picturing import keep_photo
from carecircle.care.medications.actions.planning import plan_ahead
from carecircle.care.medications.actions.preparing import prepare
from carecircle.care.medications.actions.prescribing import (
    activate_prn,
    add_medication,
    stop_medication,
)
from carecircle.care.medications.actions.regimens import (
    change_regimen,
    confirm_regimen,
    see_change,
    withdraw_change,
)
from carecircle.care.medications.actions.reviewing import open_review_tasks
from carecircle.care.medications.actions.stocking import book_in, count_stock
from carecircle.care.medications.actions.tasks import carry_on_task
from carecircle.care.medications.actions.telling_time import emit_due_doses, emit_regimens_in_force
from carecircle.care.medications.actions.witnessing import Witness

__all__ = [
    "Witness",
    "activate_prn",
    "add_medication",
    "answer_effect",
    "apply_thresholds",
    "begin_absence",
    "book_in",
    "carry_on_task",
    "change_regimen",
    "confirm_regimen",
    "correct_administration",
    "count_stock",
    "emit_due_doses",
    "emit_effects_due",
    "emit_regimens_in_force",
    "end_absence",
    "give_prn",
    "keep_photo",
    "open_review_tasks",
    "plan_ahead",
    "prepare",
    "reconcile",
    "record_administration",
    "review_incident",
    "see_change",
    "set_medication_thresholds",
    "stop_medication",
    "withdraw_change",
]
