"""Actions: record an administration, correct one, prepare a dose; the dose events of the clock."""

from carecircle.care.medications.giving.actions.administrations import (
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.actions.corrections import correct_administration
from carecircle.care.medications.giving.actions.dose_clock import emit_due_doses
from carecircle.care.medications.giving.actions.preparations import prepare
from carecircle.care.medications.giving.actions.records import Paper
from carecircle.care.medications.giving.actions.reviews import review_dose
from carecircle.care.medications.giving.actions.witnesses import Witness

__all__ = [
    "Paper",
    "Witness",
    "correct_administration",
    "emit_due_doses",
    "give_prn",
    "prepare",
    "record_administration",
    "review_dose",
]
