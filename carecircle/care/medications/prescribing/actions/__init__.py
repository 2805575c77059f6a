"""Actions: add, activate, correct, stop and restart a medication; change its regimen; plan its
doses."""

from carecircle.care.medications.prescribing.actions.activation import activate_prn
from carecircle.care.medications.prescribing.actions.corrections import correct_medication
from carecircle.care.medications.prescribing.actions.medications import (
    add_medication,
    stop_medication,
)
from carecircle.care.medications.prescribing.actions.photos import store_photo
from carecircle.care.medications.prescribing.actions.planning import plan_ahead
from carecircle.care.medications.prescribing.actions.regimen_clock import emit_regimens_in_force
from carecircle.care.medications.prescribing.actions.regimens import (
    change_regimen,
    confirm_regimen,
    mark_change_seen,
    withdraw_change,
)
from carecircle.care.medications.prescribing.actions.restarts import restart_medication
from carecircle.care.medications.prescribing.actions.thresholds import (
    apply_thresholds,
    set_medication_thresholds,
)

__all__ = [
    "activate_prn",
    "add_medication",
    "apply_thresholds",
    "change_regimen",
    "confirm_regimen",
    "correct_medication",
    "emit_regimens_in_force",
    "mark_change_seen",
    "plan_ahead",
    "restart_medication",
    "set_medication_thresholds",
    "stop_medication",
    "store_photo",
    "withdraw_change",
]
