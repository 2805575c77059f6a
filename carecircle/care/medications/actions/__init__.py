"""Verbs: prescribe, plan, give, correct, count, tell what fell due."""

from carecircle.care.medications.actions.absences import begin_absence, end_absence, reconcile
from carecircle.care.medications.actions.correcting import correct_administration
from carecircle.care.medications.actions.effects import answer_effect, tell_effects_due
from carecircle.care.medications.actions.giving import give_prn, record_administration
from carecircle.care.medications.actions.incidents import review_incident
from carecircle.care.medications.actions.numbers import change_numbers, follow_numbers
from carecircle.care.medications.actions.picturing import keep_photo
from carecircle.care.medications.actions.planning import plan_what_is_short
from carecircle.care.medications.actions.preparing import prepare
from carecircle.care.medications.actions.prescribing import (
    activate_prn,
    add_medication,
    stop_medication,
)
from carecircle.care.medications.actions.record import Paper
from carecircle.care.medications.actions.regimens import (
    change_regimen,
    confirm_regimen,
    see_change,
    take_back_change,
)
from carecircle.care.medications.actions.reviewing import ask_for_reviews
from carecircle.care.medications.actions.stocking import book_in, count_stock
from carecircle.care.medications.actions.tasks import carry_on_task
from carecircle.care.medications.actions.telling_time import (
    tell_changes_in_force,
    tell_what_fell_due,
)
from carecircle.care.medications.actions.witnessing import Witness

__all__ = [
    "Paper",
    "Witness",
    "activate_prn",
    "add_medication",
    "answer_effect",
    "ask_for_reviews",
    "begin_absence",
    "book_in",
    "carry_on_task",
    "change_numbers",
    "change_regimen",
    "confirm_regimen",
    "correct_administration",
    "count_stock",
    "end_absence",
    "follow_numbers",
    "give_prn",
    "keep_photo",
    "plan_what_is_short",
    "prepare",
    "reconcile",
    "record_administration",
    "review_incident",
    "see_change",
    "stop_medication",
    "take_back_change",
    "tell_changes_in_force",
    "tell_effects_due",
    "tell_what_fell_due",
]
