"""Verbs: raise, confirm receipt, acknowledge, refuse, resolve, reopen, escalate."""

from carecircle.care.emergencies.actions.answering import acknowledge, refuse
from carecircle.care.emergencies.actions.ending import reopen, resolve
from carecircle.care.emergencies.actions.escalating import (
    escalate_due,
    mend_escalation,
    set_policy,
)
from carecircle.care.emergencies.actions.raising import raise_emergency
from carecircle.care.emergencies.actions.receiving import (
    Sent,
    confirm,
    keep_sent,
    tell_gathered_receipts,
    tell_soon,
)

__all__ = [
    "Sent",
    "acknowledge",
    "confirm",
    "escalate_due",
    "keep_sent",
    "mend_escalation",
    "raise_emergency",
    "refuse",
    "reopen",
    "resolve",
    "set_policy",
    "tell_gathered_receipts",
    "tell_soon",
]
