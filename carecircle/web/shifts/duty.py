"""The duty card: members on duty, the next shift, and uncovered hours."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.shifts import queries, rules
from carecircle.care.shifts.models import Shift
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.members import members_of
from carecircle.web.shifts.views import bounds, hours, until


@dataclass(frozen=True)
class DutyView:
    """people: on duty now; next: who comes next, in words; gap: the next uncovered hours. waiting:
    people reported as not arrived, and handoffs that nobody has accepted."""

    people: list[dict[str, Any]]
    next_words: str
    gap_words: str
    waiting: list[dict[str, str]]


def duty_view(session: Session, family_id: str, zone: str) -> DutyView:
    """Covers now until the end of the family's day."""
    now, members = clock.now(), members_of(session, family_id)
    _begin, end = bounds(times.today(zone), zone)
    coming = queries.shifts_between(session, family_id, now, end)
    people = [
        {
            "member": members[shift.member_id or ""],
            "url": f"/families/{family_id}/shifts/{shift.id}",
            "since": times.since_words(shift.started_at, zone),  # type: ignore[arg-type]
            "until": times.hhmm(shift.ends_at, zone),
        }
        for shift in queries.on_duty(session, family_id)
    ]
    free = rules.gaps([s for s in coming if s.ended_at is None], now, end) if coming else []
    later = [s for s in coming if s.started_at is None and s.member_id and s.starts_at > now]
    return DutyView(
        people,
        _next_words(later, members, zone),
        _gap_words(free, now, zone),
        [*_missing(coming, members, zone), *_waiting(session, family_id)],
    )


def _missing(
    coming: list[Shift], members: dict[str, dict[str, str]], zone: str
) -> list[dict[str, str]]:
    """Lists late people only after the event was emitted, so that open and new pages agree."""
    return [
        {
            "url": f"/families/{shift.family_id}/shifts/{shift.id}",
            "words": _(
                "%(name)s has not checked in, due %(time)s",
                name=members[shift.member_id]["name"],
                time=times.since_words(shift.starts_at, zone),
            ),
        }
        for shift in coming
        if shift.member_id and shift.started_at is None and shift.told != "nothing"
    ]


def _waiting(session: Session, family_id: str) -> list[dict[str, str]]:
    """Returns the newest handoff of each shift that is not accepted yet."""
    newest = {one.shift_id: one for one in queries.waiting_handoffs(session, family_id)}
    return [
        {
            "url": f"/families/{family_id}/shifts/{one.shift_id}/handoff",
            "words": _("Handoff of %(name)s waits to be read back", name=one.from_name),
        }
        for one in newest.values()
    ]


def _next_words(later: list[Shift], members: dict[str, dict[str, str]], zone: str) -> str:
    if not later:
        return ""
    name = members[later[0].member_id or ""]["name"]
    return _("Next: %(name)s, %(hours)s", name=name, hours=hours(later[0], zone))


def _gap_words(free: list[rules.Gap], now: datetime, zone: str) -> str:
    """Leaves out the start of a gap that has begun: it would change every minute."""
    if not free:
        return ""
    on = times.local(free[0].ends_at, zone).date()
    if free[0].starts_at > now:
        return _("Nobody %(hours)s", hours=hours(free[0], zone, on))
    return _("Nobody now, until %(end)s", end=until(free[0], zone, on))
