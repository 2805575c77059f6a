"""The JSON resource of a warning."""

from sqlalchemy.orm import Session

from carecircle.care.medications.models.warnings import MedicationWarning
from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.outreach.queries import outbox_of_warning
from carecircle.events.envelope import instant

_PLAIN = ("id", "kind", "round")


def warning_resource(session: Session, warning: MedicationWarning) -> dict[str, object]:
    seen_at, again_at = warning.acknowledged_at, warning.next_at
    return {name: getattr(warning, name) for name in _PLAIN} | {
        "recipient": warning.recipient_id,
        "medication": warning.medication_id,
        "dose": warning.dose_id,
        "incident": warning.incident_id,
        "at": instant(warning.at),
        "by": {"id": warning.by, "name": warning.by_name} if warning.by else None,
        "sent_again_at": instant(again_at) if again_at else None,
        "acknowledged_at": instant(seen_at) if seen_at else None,
        "acknowledged_by": warning.acknowledged_by_name,
        "told": [_told(message) for message in outbox_of_warning(session, warning.id)],
    }


def _told(message: OutboxMessage) -> dict[str, object]:
    names = ("name", "channel", "round", "state", "error")
    return {name: getattr(message, name) for name in names} | {
        "sent_at": instant(message.sent_at) if message.sent_at else None
    }
