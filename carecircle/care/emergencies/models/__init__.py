"""Rows: emergencies with answers and receipts; their escalation."""

from carecircle.care.emergencies.models.emergency import Answer, Emergency, Receipt
from carecircle.care.emergencies.models.escalation import EscalationPolicy, Step

__all__ = ["Answer", "Emergency", "EscalationPolicy", "Receipt", "Step"]
