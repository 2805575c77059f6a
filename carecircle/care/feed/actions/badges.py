"""Verb: find whose badge the clock alone has changed. Each moment is found once, by one worker."""

from datetime import datetime

from sqlalchemy import Select, func, select

from carecircle import clock
from carecircle.care.families.models import Family
from carecircle.care.feed import rules
from carecircle.care.feed.models import NotificationChoice, OthersTold
from carecircle.db.session import reading, transaction
from carecircle.events.models import Event

THE_ROW = 1


def tell_the_others() -> list[str]:
    """The families in which something waited for those on duty, and has waited long enough."""
    with reading() as session:
        told = session.get_one(OthersTold, THE_ROW)
        if session.scalar(_waited(told.until).limit(1)) is None:
            return []
    with transaction() as tx:
        told = tx.session.get_one(OthersTold, THE_ROW, with_for_update=True)
        found = tx.session.execute(_waited(told.until)).all()
        told.until = max([told.until, *(at for _family, at in found)])
        return [family_id for family_id, _at in found]


def _waited(after: datetime) -> Select[str, datetime]:
    rows = select(Event.family_id, func.max(Event.at)).where(
        Event.type.in_(rules.ON_DUTY_FIRST),
        Event.at > after,
        Event.at <= clock.now() - rules.OTHERS_AFTER,
    )
    return rows.group_by(Event.family_id)


def pass_quiet_hours(limit: int = 50) -> list[tuple[str, str]]:
    """Family and member of those whose quiet hours began or ended."""
    now = clock.now()
    with reading() as session:
        if session.scalar(_turning(now).limit(1)) is None:
            return []
    with transaction() as tx:
        found = tx.session.scalars(
            _turning(now).limit(limit).with_for_update(skip_locked=True)
        ).all()
        for choice in found:
            zone = tx.session.get_one(Family, choice.family_id).zone
            begin, end = choice.quiet_from, choice.quiet_to
            choice.quiet_next_at = rules.next_quiet(now, zone, begin, end)
        return [(choice.family_id, choice.member_id) for choice in found]


def _turning(now: datetime) -> Select[NotificationChoice]:
    rows = select(NotificationChoice).where(NotificationChoice.quiet_next_at <= now)
    return rows.order_by(NotificationChoice.quiet_next_at)
