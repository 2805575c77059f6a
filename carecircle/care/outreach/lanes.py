"""The lanes of the outbox: each is sent on its own, so that none waits for another."""

from enum import Enum

from sqlalchemy import ColumnElement, and_

from carecircle.care.outreach.models import OutboxMessage


class Lane(Enum):
    """Queues of messages by urgency: emergencies, warnings of dangerous doses, all others."""

    EMERGENCY = "emergency"
    WARNING = "warning"
    OTHER = "outbox"

    @property
    def condition(self) -> ColumnElement[bool]:
        """Returns which messages are in this lane."""
        is_emergency = OutboxMessage.emergency_id.is_not(None)
        is_warning = OutboxMessage.warning_id.is_not(None)
        return {
            Lane.EMERGENCY: is_emergency,
            Lane.WARNING: is_warning,
            Lane.OTHER: and_(~is_emergency, ~is_warning),
        }[self]
