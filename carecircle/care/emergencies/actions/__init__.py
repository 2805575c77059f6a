"""Actions: raise, confirm receipt, acknowledge, decline, resolve, reopen, escalate."""

from carecircle.care.emergencies.actions.answering import acknowledge, decline
from carecircle.care.emergencies.actions.ending import reopen, resolve
from carecircle.care.emergencies.actions.escalating import (
    escalate_due,
    repair_escalation,
    set_policy,
)
from carecircle.care.emergencies.actions.raising import raise_emergency
from carecircle.care.emergencies.actions.receiving import (
    Sent,
    confirm,
    emit_batched_receipts,
    schedule_receipt_event,
    store_sent,
)

__all__ = [
    "Sent",
    "acknowledge",
    "confirm",
    "decline",
    "emit_batched_receipts",
    "escalate_due",
    "raise_emergency",
    "reopen",
    "repair_escalation",
    "resolve",
    "schedule_receipt_event",
    "set_policy",
    "store_sent",
]
