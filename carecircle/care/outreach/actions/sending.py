"""Actions of the outbox worker: claim due messages, store the result of each."""

from sqlalchemy import select, update

from carecircle import clock
from carecircle.care.outreach import rules
from carecircle.care.outreach.actions.news import notify_contacts_called_late
from carecircle.care.outreach.failures import Failure
from carecircle.care.outreach.models import OutboxMessage, PushSubscription
from carecircle.db.session import reading, transaction


def claim(channel: str, limit: int = 20) -> list[OutboxMessage]:
    """Lease due messages; if the worker dies, another takes them when the lease ends."""
    rows = select(OutboxMessage).where(
        OutboxMessage.state == "waiting",
        OutboxMessage.channel == channel,
        OutboxMessage.due_at <= clock.now(),
    )
    with reading() as session:
        if session.scalar(rows.with_only_columns(OutboxMessage.id).limit(1)) is None:
            return []
    with transaction() as tx:
        due = rows.order_by(OutboxMessage.due_at).limit(limit).with_for_update(skip_locked=True)
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
            _fail(message, is_gone)
        if is_gone and message.channel == "push":
            ending = update(PushSubscription).where(PushSubscription.id == message.address)
            tx.session.execute(ending.values(ended_at=clock.now()))
        return message


def _fail(message: OutboxMessage, is_gone: bool) -> None:
    again_at = None if is_gone else rules.try_again_at(message.attempts, clock.now())
    message.due_at = again_at or message.due_at
    message.state = "waiting" if again_at else "failed"
