"""Action: send a daily e-mail about unread notifications; emergencies never wait for it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.due_rows import claim
from carecircle.care.families.models import Family, Member
from carecircle.care.notifications import queries, rules
from carecircle.care.notifications.models import NotificationChoice
from carecircle.care.outreach.actions.outbox import Addressee, MessageContent, queue
from carecircle.care.outreach.queries import emails_of
from carecircle.care.outreach.rules import DIGEST


def send_digests() -> int:
    """Claim the due digests and queue each with its next day in one transaction, so that a day has
    one with any number of workers. Returns the number of digests due."""
    rows = select(NotificationChoice).where(NotificationChoice.digest_next_at <= clock.now())
    return claim(rows.order_by(NotificationChoice.digest_next_at), _send)


def _send(session: Session, choice: NotificationChoice) -> None:
    """Queue the digest, after the end of quiet hours. After an outage there is one, not one for
    each missed day."""
    now = clock.now()
    member = session.get_one(Member, choice.member_id)
    family = session.get_one(Family, choice.family_id)
    if member.removed_at is not None or choice.digest_at is None:
        choice.digest_next_at = None
        return
    if rules.is_quiet(now, family.zone, choice.quiet_from, choice.quiet_to):
        choice.digest_next_at = rules.next_at(now, family.zone, choice.quiet_to or "")
        return
    choice.digest_next_at = rules.next_at(now, family.zone, choice.digest_at)
    _queue(session, choice, family, member)


def _queue(session: Session, choice: NotificationChoice, family: Family, member: Member) -> None:
    """Queue a digest of what is new since the last one and unread; none if there is nothing."""
    waiting = queries.notifications(session, family.id, member.id, member.role, on_duty=())
    new = [
        event.seq for event, why in waiting if why != "emergency" and event.seq > choice.digest_seq
    ]
    address = emails_of(session, [member.id]).get(member.id)
    if not new or address is None:
        return
    choice.digest_seq = max(new)
    email = MessageContent(DIGEST, *rules.digest_text(family.name, len(new)))
    message = queue(session, family.id, Addressee("email", address, member.name), email)
    message.path = f"/families/{family.id}/notifications"
