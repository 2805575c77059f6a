"""Actions: update badges that have changed only because time has passed. The badge is sent first
and stored afterwards: if a worker dies in between, the next round repeats it, which costs one extra
fetch."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Select, func, select

from carecircle import clock
from carecircle.care.families.models import Family
from carecircle.care.notifications import rules
from carecircle.care.notifications.models import NotificationChoice, OffDutyNotified
from carecircle.db.session import reading, transaction
from carecircle.events.catalogue import ON_DUTY_FIRST
from carecircle.events.models import Event

THE_ROW = 1


def notify_off_duty(tell: Callable[[str], None]) -> int:
    """Call tell(family) for each family with something that nobody on duty has read in time.
    Returns the number of families."""
    with reading() as session:
        row = session.get_one(OffDutyNotified, THE_ROW)
        found = session.execute(_unread_events(row.until)).all()
    for family_id, _at in found:
        tell(family_id)
    if found:
        with transaction() as tx:
            row = tx.session.get_one(OffDutyNotified, THE_ROW, with_for_update=True)
            row.until = max([row.until, *(at for _family, at in found)])
    return len(found)


def _unread_events(after: datetime) -> Select[str, datetime]:
    rows = select(Event.family_id, func.max(Event.at)).where(
        Event.type.in_(ON_DUTY_FIRST),
        Event.at > after,
        Event.at <= clock.now() - rules.OTHERS_AFTER,
    )
    return rows.group_by(Event.family_id)


def advance_quiet_hours(tell: Callable[[str, str], None], limit: int = 50) -> int:
    """Call tell(family, member) for each member whose quiet hours began or ended. Returns their
    number."""
    now = clock.now()
    with reading() as session:
        found = session.scalars(_due_for_quiet_hours(now).limit(limit)).all()
    for choice in found:
        tell(choice.family_id, choice.member_id)
    if found:
        _advance_quiet_hours([choice.member_id for choice in found], now)
    return len(found)


def _advance_quiet_hours(member_ids: list[str], now: datetime) -> None:
    """Set the next change; members already updated by another worker are no longer due."""
    with transaction() as tx:
        due = _due_for_quiet_hours(now).where(NotificationChoice.member_id.in_(member_ids))
        for choice in tx.session.scalars(due.with_for_update(skip_locked=True)):
            zone = tx.session.get_one(Family, choice.family_id).zone
            begin, end = choice.quiet_from, choice.quiet_to
            choice.quiet_next_at = rules.next_quiet(now, zone, begin, end)


def _due_for_quiet_hours(now: datetime) -> Select[NotificationChoice]:
    rows = select(NotificationChoice).where(NotificationChoice.quiet_next_at <= now)
    return rows.order_by(NotificationChoice.quiet_next_at)
