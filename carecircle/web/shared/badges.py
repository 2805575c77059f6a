"""Badges: the viewer's unread counts, shown on every page."""

from flask import g
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.chat.queries import unread_total
from carecircle.care.notifications import queries, rules
from carecircle.care.shifts.queries import on_duty
from carecircle.events.models import Event


def badges(session: Session, family: str) -> dict[str, int]:
    """unread: messages; notified: notifications."""
    unread = unread_total(session, family, g.actor.member_id or "", g.actor.role)
    return {"unread": unread, "notified": unread_count(session, family)}


def unread_count(session: Session, family: str) -> int:
    """Returns the count of the badge: in quiet hours only emergencies and warnings, unless on
    duty."""
    found = unread_notifications(session, family)
    choice = queries.choice_of(session, g.actor.member_id or "")
    quiet = choice is not None and rules.is_quiet(
        clock.now(), g.zone, choice.quiet_from, choice.quiet_to
    )
    if quiet and g.actor.member_id not in _on_duty(session, family):
        found = [one for one in found if one[1] in rules.LOUD]
    return len(found)


def unread_notifications(session: Session, family: str) -> list[tuple[Event, str]]:
    on = _on_duty(session, family)
    member_id, role = g.actor.member_id or "", g.actor.role
    return queries.notifications(session, family, member_id, role, on_duty=on)


def _on_duty(session: Session, family: str) -> set[str]:
    return {shift.member_id for shift in on_duty(session, family) if shift.member_id}
