"""Actions: answer an effect check, update a task, review an incident."""

from carecircle.care.medications.follow_ups.actions.effects import answer_effect, emit_effects_due
from carecircle.care.medications.follow_ups.actions.incidents import review_incident
from carecircle.care.medications.follow_ups.actions.reviews import open_review_tasks
from carecircle.care.medications.follow_ups.actions.tasks import update_task

__all__ = [
    "answer_effect",
    "emit_effects_due",
    "open_review_tasks",
    "review_incident",
    "update_task",
]
