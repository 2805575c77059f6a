"""Reads: the rota, who is on duty, handoffs."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.families.models import Member
from carecircle.care.shifts.models import CalendarFeed, Handoff, Shift


def shifts_between(session: Session, family_id: str, begin: datetime, end: datetime) -> list[Shift]:
    """Returns shifts that overlap the time from begin to end, in order, without cancelled ones."""
    rows = select(Shift).where(
        Shift.family_id == family_id,
        Shift.starts_at < end,
        Shift.ends_at > begin,
        Shift.cancelled_at.is_(None),
    )
    return list(session.scalars(rows.order_by(Shift.starts_at, Shift.id)))


def upcoming_shifts(
    session: Session, family_id: str, now: datetime, limit: int, after: str | None = None
) -> list[Shift]:
    """Returns shifts that have not ended, or whose carer is still on duty, the earliest first."""
    rows = select(Shift).where(
        Shift.family_id == family_id,
        Shift.cancelled_at.is_(None),
        (Shift.ends_at > now) | (Shift.started_at.is_not(None) & Shift.ended_at.is_(None)),
    )
    if after:
        last = session.get(Shift, after)
        if last is not None and last.family_id == family_id:
            later = (Shift.starts_at == last.starts_at) & (Shift.id > last.id)
            rows = rows.where((Shift.starts_at > last.starts_at) | later)
    return list(session.scalars(rows.order_by(Shift.starts_at, Shift.id).limit(limit)))


def on_duty(session: Session, family_id: str) -> list[Shift]:
    """Returns shifts whose carer has checked in and not out, the earliest check-in first."""
    rows = select(Shift).where(
        Shift.family_id == family_id, Shift.started_at.is_not(None), Shift.ended_at.is_(None)
    )
    return list(session.scalars(rows.order_by(Shift.started_at, Shift.id)))


def the_shift(session: Session, family_id: str, shift_id: str, *, lock: bool = False) -> Shift:
    """Returns the shift. Raises NotFound. lock: lock it until the transaction ends."""
    rows = select(Shift).where(Shift.family_id == family_id, Shift.id == shift_id)
    found = session.scalar(rows.with_for_update() if lock else rows)
    if found is None:
        raise NotFound()
    return found


def series_of(session: Session, shift: Shift, limit: int) -> list[Shift]:
    """Returns the shifts of a series from this one on."""
    rows = select(Shift).where(
        Shift.family_id == shift.family_id,
        Shift.series_id == shift.series_id,
        Shift.starts_at >= shift.starts_at,
    )
    return list(session.scalars(rows.order_by(Shift.starts_at).limit(limit)))


def handoffs_of(session: Session, family_id: str, shift_id: str) -> list[Handoff]:
    """Returns the handoffs of a shift, the last first; there may be one for each care recipient."""
    rows = select(Handoff).where(Handoff.family_id == family_id, Handoff.shift_id == shift_id)
    return list(session.scalars(rows.order_by(Handoff.written_at.desc(), Handoff.id.desc())))


def waiting_handoffs(session: Session, family_id: str) -> list[Handoff]:
    """Returns the handoffs that nobody has accepted yet, the oldest first."""
    rows = select(Handoff).where(
        Handoff.family_id == family_id,
        Handoff.accepted_at.is_(None),
        Handoff.changes_at.is_not(None) | (Handoff.told == "missing"),
    )
    return list(session.scalars(rows.order_by(Handoff.written_at, Handoff.id)))


def latest_handoffs(session: Session, family_id: str, limit: int) -> list[Handoff]:
    rows = select(Handoff).where(Handoff.family_id == family_id)
    return list(session.scalars(rows.order_by(Handoff.written_at.desc()).limit(limit)))


def calendar_by(session: Session, token_hash: str) -> CalendarFeed | None:
    """Returns the feed if it is not revoked, and its member is still one; else None."""
    rows = (
        select(CalendarFeed)
        .join(Member, Member.id == CalendarFeed.member_id)
        .where(CalendarFeed.token_hash == token_hash, CalendarFeed.revoked_at.is_(None))
        .where(Member.removed_at.is_(None))
    )
    return session.scalar(rows)


def has_calendar(session: Session, member_id: str) -> bool:
    rows = select(CalendarFeed.id).where(
        CalendarFeed.member_id == member_id, CalendarFeed.revoked_at.is_(None)
    )
    return session.scalar(rows.limit(1)) is not None
