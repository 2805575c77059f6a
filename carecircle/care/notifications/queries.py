"""Reads: unread notifications of a member."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.families.models import Member
from carecircle.care.families.queries import present_members
from carecircle.care.notifications import rules
from carecircle.care.notifications.models import NotificationChoice, ReadPosition
from carecircle.care.shifts import queries as shifts
from carecircle.events.audience import SEEN_BY
from carecircle.events.catalogue import NOTIFIED
from carecircle.events.models import Event

MOST_NOTIFIED = 100


def position_of(session: Session, member_id: str) -> ReadPosition | None:
    return session.get(ReadPosition, member_id)


def choice_of(session: Session, member_id: str) -> NotificationChoice | None:
    return session.get(NotificationChoice, member_id)


def notifications(
    session: Session, family_id: str, member_id: str, role: str, *, on_duty: Collection[str]
) -> list[tuple[Event, str]]:
    """Returns the events that this member has not read and is notified of, each with the reason;
    newest first. on_duty: the members on duty."""
    position = position_of(session, member_id)
    if position is None:
        return []
    choice = choice_of(session, member_id)
    off = set(choice.off) if choice else {"notes"}
    is_led = bool(on_duty) and member_id not in on_duty
    read_by_duty = _read_by(session, on_duty) if is_led else None
    found = []
    for event in _notifiable(session, family_id, role, position.notified_seq):
        rule = rules.notification(event, member_id, role, is_on_duty=member_id in on_duty)
        if rule is None or rule.choice in off:
            continue
        if not rules.waits_for_duty(event, clock.now(), read_by_duty):
            found.append((event, rule.why))
    return found


def warned_members(
    session: Session, family_id: str, caused_by: str | None, round_: int
) -> list[Member]:
    """Returns the members to whom a warning is sent outside the app in this round."""
    duty = {shift.member_id for shift in shifts.on_duty(session, family_id) if shift.member_id}
    return rules.warned(present_members(session, family_id), caused_by, duty, round_)


def _read_by(session: Session, member_ids: Collection[str]) -> int:
    """Returns the position up to which at least one of them has read their notifications."""
    rows = select(func.max(ReadPosition.notified_seq))
    return session.scalar(rows.where(ReadPosition.member_id.in_(member_ids))) or 0


def _notifiable(session: Session, family_id: str, role: str, seq: int) -> list[Event]:
    audiences = [audience for audience, roles in SEEN_BY.items() if role in roles]
    rows = select(Event).where(
        Event.family_id == family_id,
        Event.type.in_(NOTIFIED),
        Event.seq > seq,
        Event.audience.in_(audiences),
    )
    return list(session.scalars(rows.order_by(Event.seq.desc()).limit(MOST_NOTIFIED)))
