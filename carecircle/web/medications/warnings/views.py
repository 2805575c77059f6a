"""What a page shows of a warning: what happened, who was told, who has seen it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from carecircle.care.medications.models.warnings import MedicationWarning
from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.outreach.queries import outbox_of_warning
from carecircle.web.language import times
from carecircle.web.shared.wording.emergency_words import sending_words
from carecircle.web.shared.wording.failure_words import failure_words
from carecircle.web.shared.wording.follow_up_words import warning_words


@dataclass(frozen=True)
class Told:
    """A message that was sent outside the app, or could not be. why: it could not."""

    name: str
    words: str
    state: str
    time: str
    round: int
    why: str | None


@dataclass(frozen=True)
class WarningView:
    """again_at: when everybody is told; None if that has happened or is not needed any more. by:
    who caused it. is_sent: the first messages are queued."""

    id: str
    url: str
    words: str
    at: str
    by: str | None
    by_id: str | None
    told: list[Told]
    again_at: str | None
    is_sent: bool
    is_last_round: bool
    seen_by: str | None
    seen_at: str | None


def warning_view(session: Session, warning: MedicationWarning, zone: str) -> WarningView:
    is_open, is_sent = warning.acknowledged_at is None, warning.round > 0
    again_at = warning.next_at if is_open and is_sent else None
    seen_at = warning.acknowledged_at
    return WarningView(
        id=warning.id,
        url=f"/families/{warning.family_id}/medication-warnings/{warning.id}",
        words=warning_words(warning.kind),
        at=times.when_words(warning.at, zone),
        by=warning.by_name,
        by_id=warning.by,
        told=[_told(one, zone) for one in outbox_of_warning(session, warning.id)],
        again_at=times.when_words(again_at, zone) if again_at else None,
        is_sent=is_sent,
        is_last_round=warning.round > 1,
        seen_by=warning.acknowledged_by_name,
        seen_at=times.when_words(seen_at, zone) if seen_at else None,
    )


def _told(message: OutboxMessage, zone: str) -> Told:
    return Told(
        name=message.name,
        words=sending_words(message.channel, message.state, message.attempts),
        state=message.state,
        time=times.hhmm(message.sent_at, zone) if message.sent_at else "",
        round=message.round or 1,
        why=failure_words(message),
    )
