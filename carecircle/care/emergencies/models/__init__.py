"""Rows: emergencies with answers and receipts; their escalation."""

from carecircle.care.emergencies.models.emergency import Answer, Emergency, Receipt, Sending
from carecircle.care.emergencies.models.escalation import EscalationPolicy, Step

__all__ = ["Answer", "Emergency", "EscalationPolicy", "Receipt", "Sending", "Step"]
