"""Verbs: raise, confirm receipt, acknowledge, refuse, resolve, reopen."""

from carecircle.care.emergencies.actions.answering import acknowledge, refuse
from carecircle.care.emergencies.actions.ending import reopen, resolve
from carecircle.care.emergencies.actions.raising import raise_emergency
from carecircle.care.emergencies.actions.receiving import confirm, tell_gathered_receipts

__all__ = [
    "acknowledge",
    "confirm",
    "raise_emergency",
    "refuse",
    "reopen",
    "resolve",
    "tell_gathered_receipts",
]
