"""Reads: contact points, push subscriptions, sent and unsent messages."""

from collections.abc import Collection

from sqlalchemy import Select, String, column, select, table
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.families.models import Family, Member
from carecircle.care.outreach.models import (
    ContactPoint,
    OutboxMessage,
    PushSubscription,
    ScreenReport,
)

_account = table("account", *(column(name, String) for name in ("id", "email", "language")))


def contact_points(session: Session, family_id: str) -> list[ContactPoint]:
    rows = select(ContactPoint).where(
        ContactPoint.family_id == family_id, ContactPoint.ended_at.is_(None)
    )
    return list(session.scalars(rows.order_by(ContactPoint.id)))


def the_contact_point(session: Session, family_id: str, point_id: str) -> ContactPoint:
    """Returns the contact point. Raises NotFound."""
    for point in contact_points(session, family_id):
        if point.id == point_id:
            return point
    raise NotFound


def subscriptions(session: Session, family_id: str) -> list[PushSubscription]:
    rows = select(PushSubscription).where(
        PushSubscription.family_id == family_id, PushSubscription.ended_at.is_(None)
    )
    return list(session.scalars(rows.order_by(PushSubscription.id)))


def screen_reports(session: Session, family_id: str) -> list[ScreenReport]:
    """Returns the reports, the most recent first."""
    rows = select(ScreenReport).where(ScreenReport.family_id == family_id)
    return list(session.scalars(rows.order_by(ScreenReport.at.desc())))


def emails_of(session: Session, member_ids: Collection[str]) -> dict[str, str]:
    """Returns the sign-in e-mail of each member."""
    rows = select(Member.id, _account.c.email).join(_account, _account.c.id == Member.account_id)
    return dict(session.execute(rows.where(Member.id.in_(member_ids))).all())


def language_at(session: Session, family_id: str, channel: str, address: str) -> str:
    """Returns the language chosen by the person at this address; the family's if they chose
    none."""
    if channel == "push":
        member_ids: Select[str] | Select[str | None] = select(PushSubscription.member_id).where(
            PushSubscription.id == address
        )
    else:
        member_ids = select(ContactPoint.member_id).where(
            ContactPoint.family_id == family_id, ContactPoint.address == address
        )
    is_member = Member.id.in_(member_ids) | (_account.c.email == address)
    rows = select(_account.c.language).join(Member, Member.account_id == _account.c.id)
    chosen = rows.where(Member.family_id == family_id, is_member, _account.c.language.is_not(None))
    return session.scalar(chosen.limit(1)) or session.get_one(Family, family_id).language


def outbox_of(session: Session, emergency_id: str) -> list[OutboxMessage]:
    """Returns all messages about one emergency, in order."""
    rows = select(OutboxMessage).where(OutboxMessage.emergency_id == emergency_id)
    return list(session.scalars(rows.order_by(OutboxMessage.id)))


def outbox_of_warning(session: Session, warning_id: str) -> list[OutboxMessage]:
    """Returns all messages about one warning, in order."""
    rows = select(OutboxMessage).where(OutboxMessage.warning_id == warning_id)
    return list(session.scalars(rows.order_by(OutboxMessage.round, OutboxMessage.id)))


def outbox_by_emergency(
    session: Session, emergency_ids: Collection[str]
) -> dict[str, list[OutboxMessage]]:
    """Returns all messages about each of these emergencies, in order."""
    rows = select(OutboxMessage).where(OutboxMessage.emergency_id.in_(emergency_ids))
    found: dict[str, list[OutboxMessage]] = {}
    for message in session.scalars(rows.order_by(OutboxMessage.id)):
        found.setdefault(message.emergency_id or "", []).append(message)
    return found


def unsent(session: Session, family_id: str, limit: int = 100) -> list[OutboxMessage]:
    """Returns messages that failed, or wait after a failure, the newest first."""
    rows = select(OutboxMessage).where(
        OutboxMessage.family_id == family_id,
        OutboxMessage.error.is_not(None),
        OutboxMessage.state.in_(("failed", "waiting")),
    )
    return list(session.scalars(rows.order_by(OutboxMessage.id.desc()).limit(limit)))


def has_outside(session: Session, family_id: str) -> bool:
    """Returns whether anybody outside the family could be called."""
    return any(p.member_id is None and p.verified_at for p in contact_points(session, family_id))
