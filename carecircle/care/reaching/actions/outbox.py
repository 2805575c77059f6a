"""Verbs of the outbox: queue in the transaction that asks for it, claim, settle, stop."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.families.models import Family, Member
from carecircle.care.reaching import queries, rules
from carecircle.care.reaching.models import OutboxMessage, PushSubscription
from carecircle.db.session import reading, transaction


@dataclass(frozen=True)
class Cause:
    """What a message is about: an emergency, the step that asks, its kind."""

    family_id: str
    emergency_id: str
    step_id: str
    kind: str
    is_drill: bool


def queue_emergency(session: Session, cause: Cause, people: Iterable[Member]) -> int:
    """Ask for all that a step sends outside the app. Answers how many.

    Pushes with every step; e-mail and the other ways only with `outside`. Quiet hours hold back
    nothing of an emergency.
    """
    members = {member.id: member.name for member in people}
    found = [
        ("push", one.id, members[one.member_id])
        for one in queries.subscriptions(session, cause.family_id)
        if one.member_id in members
    ]
    if cause.kind == "outside":
        found += _outside(session, cause.family_id, members)
    title, body = _text(session, cause)
    path = f"/families/{cause.family_id}/emergencies/{cause.emergency_id}"
    for channel, address, name in dict.fromkeys(found):
        message = queue(session, cause.family_id, channel, address, name, title, body)
        message.subject_id, message.step_id, message.path = (
            cause.emergency_id,
            cause.step_id,
            path,
        )
    return len(found)


def queue(
    session: Session, family_id: str, channel: str, address: str, name: str, title: str, body: str
) -> OutboxMessage:
    now = clock.now()
    message = OutboxMessage(
        family_id=family_id,
        channel=channel,
        address=address,
        name=name,
        title=title,
        body=body,
        due_at=now,
        created_at=now,
    )
    session.add(message)
    return message


def claim(channel: str, limit: int = 20) -> list[OutboxMessage]:
    """Take what is due, for as long as a lease; a worker that dies lets it go by that."""
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


def settle(message_id: str, error: str | None, *, is_gone: bool = False) -> OutboxMessage | None:
    """It was sent (no error), or is tried again later, or is given up.

    is_gone: the address will never work again.
    """
    with transaction() as tx:
        rows = select(OutboxMessage).where(OutboxMessage.id == message_id)
        message = tx.session.scalar(rows.with_for_update())
        if message is None or message.state not in ("waiting", "stopped"):
            return None
        message.error = error and error[:300]
        if error is None:
            message.state, message.sent_at = "sent", clock.now()
        elif message.state == "waiting":
            _fail(message, is_gone)
        if is_gone and message.channel == "push":
            ending = update(PushSubscription).where(PushSubscription.id == message.address)
            tx.session.execute(ending.values(ended_at=clock.now()))
        return message


def stop(session: Session, emergency_id: str) -> None:
    """Somebody answered: what is not sent yet is not needed."""
    waiting = update(OutboxMessage).where(
        OutboxMessage.subject_id == emergency_id, OutboxMessage.state == "waiting"
    )
    session.execute(waiting.values(state="stopped"))


def _fail(message: OutboxMessage, is_gone: bool) -> None:
    again_at = None if is_gone else rules.try_again_at(message.attempts, clock.now())
    message.due_at = again_at or message.due_at
    message.state = "waiting" if again_at else "failed"


def _outside(
    session: Session, family_id: str, members: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Admins at the address with which they sign in; verified addresses, those outside too."""
    emails = queries.emails_of(session, members)
    found = [("email", address, members[member_id]) for member_id, address in emails.items()]
    for point in queries.contact_points(session, family_id):
        is_meant = point.member_id is None or point.member_id in members
        if is_meant and point.verified_at is not None:
            found.append((point.channel, point.address, point.name))
    once = {(channel, address): name for channel, address, name in found}
    return [(channel, address, name) for (channel, address), name in once.items()]


def _text(session: Session, cause: Cause) -> tuple[str, str]:
    family = session.get_one(Family, cause.family_id)
    time = clock.now().astimezone(ZoneInfo(family.zone)).strftime("%H:%M")
    return rules.emergency_text(cause.kind, family.name, time, is_drill=cause.is_drill)
