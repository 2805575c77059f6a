"""Actions on the outbox: queue messages in the caller's transaction; stop those not needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.families.models import Family, Member
from carecircle.care.outreach import queries, rules
from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.translatable import translate_with
from carecircle.languages import catalogue


@dataclass(frozen=True)
class Cause:
    """The cause of an alert: an emergency, its step and the kind of step, who raised it."""

    family_id: str
    emergency_id: str
    step_id: str
    kind: str
    round: int
    is_drill: bool
    raised_by: str | None


@dataclass(frozen=True)
class Addressee:
    """The address of a message, and the name of its recipient."""

    channel: str
    address: str
    name: str


@dataclass(frozen=True)
class MessageContent:
    """kind: of rules.KINDS. title, body: English."""

    kind: str
    title: str
    body: str


def queue_emergency(session: Session, cause: Cause, people: Iterable[Member]) -> int:
    """Queue everything that a step sends outside the app. Returns the number of messages.

    Pushes with every step; e-mail and other channels only with `outside`. Quiet hours do not apply
    to an emergency.
    """
    members = {member.id: member.name for member in people}
    found = [
        ("push", one.id, members[one.member_id])
        for one in queries.subscriptions(session, cause.family_id)
        if one.member_id in members
    ]
    if cause.kind == "outside":
        found += _outside(session, cause.family_id, members)
    non_members = _non_members(session, cause.family_id)
    for channel, address, name in dict.fromkeys(found):
        is_outside = (channel, address) in non_members
        content = MessageContent(rules.ALERT, *_text(session, cause, is_outside=is_outside))
        message = queue(session, cause.family_id, Addressee(channel, address, name), content)
        message.emergency_id, message.step_id = cause.emergency_id, cause.step_id
        message.round, message.is_drill = cause.round, cause.is_drill
        message.path = "" if is_outside else _path(cause)
    return len(found)


def queue(session: Session, family_id: str, to: Addressee, letter: MessageContent) -> OutboxMessage:
    """Queue a message, translated into the recipient's language."""
    now, language = clock.now(), queries.language_at(session, family_id, to.channel, to.address)
    message = OutboxMessage(
        family_id=family_id,
        kind=letter.kind,
        channel=to.channel,
        address=to.address,
        name=to.name,
        title=translate_with(catalogue(language), letter.title),
        body=translate_with(catalogue(language), letter.body),
        due_at=now,
        created_at=now,
    )
    session.add(message)
    return message


def stop_alerts(session: Session, emergency_id: str) -> None:
    """Stop the alerts that are not sent yet: somebody has answered."""
    waiting = update(OutboxMessage).where(
        OutboxMessage.emergency_id == emergency_id,
        OutboxMessage.state == "waiting",
        OutboxMessage.kind == rules.ALERT,
    )
    session.execute(waiting.values(state="stopped"))


def _outside(
    session: Session, family_id: str, members: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Returns the sign-in e-mails of members and all verified addresses, including people
    outside."""
    emails = queries.emails_of(session, members)
    found = [("email", address, members[member_id]) for member_id, address in emails.items()]
    for point in queries.contact_points(session, family_id):
        is_meant = point.member_id is None or point.member_id in members
        if is_meant and point.verified_at is not None:
            found.append((point.channel, point.address, point.name))
    once = {(channel, address): name for channel, address, name in found}
    return [(channel, address, name) for (channel, address), name in once.items()]


def _non_members(session: Session, family_id: str) -> set[tuple[str, str]]:
    """Returns the addresses of non-members: they get no link, because they cannot sign in."""
    points = queries.contact_points(session, family_id)
    of_members = {(p.channel, p.address) for p in points if p.member_id is not None}
    return {(p.channel, p.address) for p in points if p.member_id is None} - of_members


def _path(cause: Cause) -> str:
    return f"/families/{cause.family_id}/emergencies/{cause.emergency_id}"


def _text(session: Session, cause: Cause, *, is_outside: bool) -> tuple[str, str]:
    family = session.get_one(Family, cause.family_id)
    by = session.get(Member, cause.raised_by) if cause.raised_by else None
    person = by.name if by is not None and not by.is_tablet else None
    about = (cause.kind, family.name, local_time(family), person, cause.is_drill, is_outside)
    return rules.emergency_text(rules.Call(*about))


def local_time(family: Family) -> str:
    return clock.now().astimezone(ZoneInfo(family.zone)).strftime("%H:%M")
