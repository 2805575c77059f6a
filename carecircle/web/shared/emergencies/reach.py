"""Reach of an emergency: members who answered, saw it, received it on which device, or did not."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle.auth.models import AuthSession, Token
from carecircle.care.emergencies.models import Answer, Receipt
from carecircle.care.emergencies.queries import Story
from carecircle.care.families.models import Member
from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.outreach.queries import outbox_by_emergency
from carecircle.care.recipients.models import Recipient
from carecircle.web.language import times
from carecircle.web.shared.wording import emergency_words

Person = dict[str, Any]
NAMED, MOST_SEEN_IDS = 20, 200


@dataclass(frozen=True)
class People:
    """The first people, who are shown, and the number of the others."""

    named: list[Person]
    more: int


@dataclass(frozen=True)
class ReachData:
    """recipients: names by id. devices: kinds by device. seen_at: when an account was last seen.

    outbox: the messages sent outside the app, by emergency.
    """

    recipients: dict[str, str]
    devices: dict[str, str]
    seen_at: dict[str, datetime]
    outbox: dict[str, list[OutboxMessage]]


def load_reach_data(session: Session, stories: list[Story]) -> ReachData:
    """Returns the data of all these emergencies, in a few queries."""
    through = {receipt.through for story in stories for receipt in story.receipts}
    through |= {sending.through for story in stories for sending in story.sendings}
    members = [member for story in stories for member in story.members]
    accounts = {member.account_id for member in members if member.account_id}
    rows = select(AuthSession.id, AuthSession.kind).where(AuthSession.id.in_(through))
    devices = dict(session.execute(rows).all())
    about = {story.emergency.recipient_id for story in stories} - {None}
    named = select(Recipient.id, Recipient.name).where(Recipient.id.in_(about))
    recipients = dict(session.execute(named).all())
    is_over = all(story.emergency.status == "resolved" for story in stories)
    seen_at = {} if is_over else _last_seen(session, accounts)
    outbox = outbox_by_emergency(session, [story.emergency.id for story in stories])
    return ReachData(recipients, devices, seen_at, outbox)


def _last_seen(session: Session, accounts: Collection[str]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for kind in (AuthSession, Token):
        last = select(kind.account_id, func.max(kind.last_seen_at))
        rows = last.where(kind.account_id.in_(accounts)).group_by(kind.account_id)
        for account, at in session.execute(rows):
            if at is not None:
                found[account] = max(at, found.get(account, at))
    return found


def reach_of(story: Story, zone: str, around: ReachData) -> dict[str, Any]:
    """Names nobody twice; whoever raised the emergency knows of it and is not counted."""
    members = {member.id: member for member in story.members}
    others = [m for m in story.members if m.id != story.emergency.raised_by]
    answers = [answer for answer in story.counting_answers if answer.member_id in members]
    answered = {answer.member_id for answer in answers}
    seen, received = story.has("seen"), story.has("received")
    reached = answered | received.keys()
    only_seen = [seen[m.id] for m in others if m.id in seen.keys() - answered]
    only_received = [
        received[m.id] for m in others if m.id in received.keys() - seen.keys() - answered
    ]
    not_reached = [m for m in others if m.id not in reached]
    sent_at = {one.member_id: one.at for one in story.sendings}
    leader = story.leader.member_id if story.leader else None
    return {
        "answers": _some(answers, lambda a: _answered(a, members[a.member_id], leader, zone)),
        "seen": _some(only_seen, lambda r: _has_it(r, members[r.member_id], around, zone)),
        "received": _some(only_received, lambda r: _has_it(r, members[r.member_id], around, zone)),
        "not_reached": _some(not_reached, lambda m: _absent(m, sent_at.get(m.id), around, zone)),
        "devices_words": emergency_words.devices_words(*story.devices()),
        "reached_words": emergency_words.reached_words(len(others) - len(not_reached), len(others)),
        "is_seen": bool(answered or seen.keys() - {story.emergency.raised_by}),
        "outside": _outside(around.outbox.get(story.emergency.id, []), zone),
        "answered_ids": " ".join(sorted(answered & story.answered)),
        "seen_ids": " ".join(_first(seen, MOST_SEEN_IDS)),
    }


def _some(people: Sequence[Any], shown: Callable[[Any], Person]) -> People:
    return People([shown(one) for one in people[:NAMED]], max(0, len(people) - NAMED))


def _answered(answer: Answer, member: Member, leader: str | None, zone: str) -> Person:
    details = {"words": emergency_words.answer_words(answer), "leads": answer.member_id == leader}
    return _person(member) | details | {"time": times.hhmmss(answer.at, zone)}


def _has_it(receipt: Receipt, member: Member, around: ReachData, zone: str) -> Person:
    through = emergency_words.device_words(around.devices.get(receipt.through, ""))
    return _person(member) | {"through": through, "time": times.hhmmss(receipt.at, zone)}


def _absent(member: Member, sent_at: datetime | None, around: ReachData, zone: str) -> Person:
    """Returns a member whom nothing has reached. sent: to their device, which proves nothing."""
    at = around.seen_at.get(member.account_id or "")
    return _person(member) | {
        "at": times.local(at, zone) if at else None,
        "sent": times.hhmmss(sent_at, zone) if sent_at else "",
        "last_seen": emergency_words.last_seen_words(times.when_words(at, zone) if at else None),
    }


def _person(member: Member) -> Person:
    return {"id": member.id, "name": member.name, "initials": member.initials}


def _outside(messages: list[OutboxMessage], zone: str) -> list[Person]:
    """Returns the messages sent outside the app; the last of several to the same person."""
    last = {(message.name, message.channel): message for message in messages}
    return [
        {
            "name": message.name,
            "words": emergency_words.sending_words(
                message.channel, message.state, message.attempts
            ),
            "state": message.state,
            "time": times.hhmmss(message.sent_at, zone) if message.sent_at else "",
        }
        for message in last.values()
    ]


def _first(receipts: dict[str, Receipt], most: int) -> list[str]:
    """Returns the members with the earliest receipts; all of them would make each alert longer."""
    return sorted(receipts, key=lambda member: (receipts[member].at, member))[:most]
