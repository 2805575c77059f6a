"""Actions: queue what is sent about a warning; stop it once somebody has seen it."""

from collections.abc import Iterable

from sqlalchemy import update
from sqlalchemy.orm import Session

from carecircle.care.families.models import Family, Member
from carecircle.care.outreach import queries, rules
from carecircle.care.outreach.actions.outbox import Addressee, MessageContent, local_time, queue
from carecircle.care.outreach.models import OutboxMessage


def queue_warning(
    session: Session, family_id: str, about: rules.Warned, people: Iterable[Member]
) -> int:
    """Queue a push to each browser of these members, and a message to each of their addresses.
    Quiet hours do not apply. Returns the number of messages."""
    family = session.get_one(Family, family_id)
    text = rules.warning_text(about, family.name, local_time(family))
    addressees = _addressees(session, family_id, {one.id: one.name for one in people})
    for to in addressees:
        message = queue(session, family_id, to, MessageContent(rules.WARNING, *text))
        message.warning_id, message.round = about.warning_id, about.round
        message.path = f"/families/{family_id}/medication-warnings/{about.warning_id}"
    return len(addressees)


def stop_warning_messages(session: Session, warning_id: str) -> None:
    """Stop the messages that are not sent yet."""
    waiting = update(OutboxMessage).where(
        OutboxMessage.warning_id == warning_id, OutboxMessage.state == "waiting"
    )
    session.execute(waiting.values(state="stopped"))


def _addressees(session: Session, family_id: str, members: dict[str, str]) -> list[Addressee]:
    """Returns the browsers, sign-in e-mails and verified addresses of the members, each once."""
    found = [
        ("push", one.id, one.member_id)
        for one in queries.subscriptions(session, family_id)
        if one.member_id in members
    ]
    emails = queries.emails_of(session, members)
    found += [("email", address, member_id) for member_id, address in emails.items()]
    for point in queries.contact_points(session, family_id):
        if point.member_id in members and point.verified_at is not None:
            found.append((point.channel, point.address, point.member_id))
    once = {(channel, address): member_id for channel, address, member_id in found}
    return [Addressee(channel, to, members[of]) for (channel, to), of in once.items()]
