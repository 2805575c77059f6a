"""Actions of the outbox worker: claim due messages, store the result of each."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.outreach import rules
from carecircle.care.outreach.actions.news import notify_contacts_called_late
from carecircle.care.outreach.failures import Failure
from carecircle.care.outreach.lanes import Lane
from carecircle.care.outreach.models import OutboxMessage, PushSubscription
from carecircle.db.session import reading, transaction


def claim(channel: str, limit: int = 20, *, lane: Lane | None = None) -> list[OutboxMessage]:
    """Lease due messages; if the worker dies, another takes them when the lease ends.

    lane: only those of this lane; None: all."""
    rows = select(OutboxMessage).where(
        OutboxMessage.state == "waiting",
        OutboxMessage.channel == channel,
        OutboxMessage.due_at <= clock.now(),
    )
    if lane is not None:
        rows = rows.where(lane.condition)
    if limit < 1:
        return []
    with reading() as session:
        if session.scalar(rows.with_only_columns(OutboxMessage.id).limit(1)) is None:
            return []
    with transaction() as tx:
        urgent_first = rows.order_by(OutboxMessage.emergency_id.is_(None), OutboxMessage.due_at)
        due = urgent_first.limit(limit).with_for_update(skip_locked=True)
        messages = list(tx.session.scalars(due))
        for message in messages:
            message.attempts += 1
            message.due_at = rules.leased_until(clock.now())
        return messages


def settle(
    message_id: str, failure: Failure | None, *, is_gone: bool = False
) -> OutboxMessage | None:
    """Mark as sent (no failure), to be retried, or failed.

    is_gone: the address will never work again.
    """
    with transaction() as tx:
        rows = select(OutboxMessage).where(OutboxMessage.id == message_id)
        message = tx.session.scalar(rows.with_for_update())
        if message is None or message.state not in ("waiting", "stopped"):
            return None
        message.error = failure.code if failure else None
        message.error_detail = (failure.detail or None) if failure else None
        if failure is None:
            is_too_late = message.state == "stopped"
            message.state, message.sent_at = "sent", clock.now()
            if is_too_late:
                notify_contacts_called_late(tx.session, message)
        elif message.state == "waiting":
            _fail(tx.session, message, is_gone)
        if is_gone and message.channel == "push":
            ending = update(PushSubscription).where(PushSubscription.id == message.address)
            tx.session.execute(ending.values(ended_at=clock.now()))
        return message


def _fail(session: Session, message: OutboxMessage, is_gone: bool) -> None:
    is_urgent = message.kind in rules.UNTIL_ANSWERED
    goes_on = is_urgent and not _has_newer_call(session, message)
    again_at = rules.try_again_at(message.attempts, clock.now(), until_answered=goes_on)
    message.due_at = again_at or message.due_at
    message.state = "waiting" if again_at and not is_gone else "failed"


def _has_newer_call(session: Session, message: OutboxMessage) -> bool:
    """Returns whether a later step or round calls the same address: that one goes on instead."""
    about = OutboxMessage.emergency_id == message.emergency_id
    if message.warning_id is not None:
        about = OutboxMessage.warning_id == message.warning_id
    rows = select(OutboxMessage.id).where(
        about,
        OutboxMessage.channel == message.channel,
        OutboxMessage.address == message.address,
        OutboxMessage.kind == message.kind,
        OutboxMessage.id > message.id,
    )
    return session.scalar(rows.limit(1)) is not None
