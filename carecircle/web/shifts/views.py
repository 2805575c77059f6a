"""The views that rota templates render, the same for every viewer."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import format_date
from sqlalchemy.orm import Session

from carecircle.care.local_time import local_instant
from carecircle.care.shifts import queries, rules
from carecircle.care.shifts.models import Shift
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import pgettext
from carecircle.web.shared.members import members_of
from carecircle.web.shifts.resources import state

MOST_OF_A_SERIES = 31
MARKS = {
    "on_duty": "prep",
    "ended": "given",
    "planned": "up",
    "offered": "due",
    "open": "late",
    "cancelled": "blank",
}
TONES = {
    "on_duty": "busy",
    "ended": "given",
    "planned": "upcoming",
    "offered": "due",
    "open": "late",
    "cancelled": "upcoming",
}


@dataclass(frozen=True)
class ShiftView:
    """One row of the rota. hours: `07:00 to 15:00`; state_words: checked in, late, open ..."""

    id: str
    url: str
    member: dict[str, str] | None
    hours: str
    state: str
    state_words: str
    mark: str
    tone: str
    note: str | None
    overlaps: bool
    is_today: bool


@dataclass(frozen=True)
class DayView:
    """rows: shifts and gaps by time, each (kind, view). short: the label in a month's cell."""

    on: str
    words: str
    short: str
    weekday: str
    rows: list[tuple[str, Any]]


def day_views(session: Session, family_id: str, zone: str, days: list[date]) -> list[DayView]:
    """Returns each day with its shifts and its uncovered hours; two queries."""
    if not days:
        return []
    begin, end = bounds(min(days), zone)[0], bounds(max(days), zone)[1]
    shifts = queries.shifts_between(session, family_id, begin, end)
    members = members_of(session, family_id)
    return [_day(on, zone, shifts, members) for on in days]


def bounds(on: date, zone: str) -> tuple[datetime, datetime]:
    """Returns the first and the last instant of a local day."""
    clock_of = ZoneInfo(zone)
    return (
        local_instant(on, time(0), clock_of),
        local_instant(on + timedelta(days=1), time(0), clock_of),
    )


def days_of(shift: Shift, zone: str) -> list[date]:
    """Returns the local days that a shift touches."""
    first = times.local(shift.starts_at, zone).date()
    last = times.local(shift.ends_at - timedelta(seconds=1), zone).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def changed_days(session: Session, shift: Shift, zone: str) -> list[date]:
    """Returns the local days that change with a shift, or with its series while planned."""
    series = [shift]
    if shift.series_id is not None and shift.started_at is None:
        series = queries.series_of(session, shift, MOST_OF_A_SERIES)
    return sorted({on for one in series for on in days_of(one, zone)})


def _day(on: date, zone: str, shifts: list[Shift], members: dict[str, dict[str, str]]) -> DayView:
    begin, end = bounds(on, zone)
    here = [s for s in shifts if s.starts_at < end and s.ends_at > begin]
    rows: list[tuple[datetime, str, Any]] = [
        (s.starts_at, "shift", shift_view(s, zone, members, here, on)) for s in here
    ]
    rows += [(g.starts_at, "gap", hours(g, zone, on)) for g in rules.gaps(here, begin, end)]
    rows.sort(key=lambda row: (row[0], row[1]))
    words = times.day_words(on, times.today(zone))
    found = [(kind, what) for _at, kind, what in rows]
    return DayView(on.isoformat(), words, _short(on, zone), format_date(on, "EEEE"), found)


def _short(on: date, zone: str) -> str:
    """Returns the day's number; the first of a month with its name, today with that word."""
    number = format_date(on, _("d MMMM") if on.day == 1 else "d")
    return f"{number} · {_('Today')}" if on == times.today(zone) else number


def shift_view(
    shift: Shift,
    zone: str,
    members: dict[str, dict[str, str]],
    others: list[Shift],
    on: date | None = None,
) -> ShiftView:
    """on: the day that it is listed under, which may be the day after it began."""
    now_is = state(shift)
    is_late = now_is == "planned" and shift.told != "nothing"
    return ShiftView(
        id=shift.id,
        url=f"/families/{shift.family_id}/shifts/{shift.id}",
        member=members.get(shift.member_id or ""),
        hours=_hours_under(shift, zone, on),
        state=now_is,
        state_words=_words(shift, now_is, zone, is_late),
        mark="late" if is_late else MARKS[now_is],
        tone="late" if is_late else TONES[now_is],
        note=shift.note,
        overlaps=shift.member_id is not None and rules.overlapping(shift, others),
        is_today=times.today(zone) in days_of(shift, zone) and on in (None, times.today(zone)),
    )


def hours(span: Any, zone: str, on: date | None = None) -> str:
    begin = times.hhmm(span.starts_at, zone)
    return _("%(begin)s to %(end)s", begin=begin, end=until(span, zone, on))


def until(span: Any, zone: str, on: date | None) -> str:
    """Returns the end; midnight at the end of the listed day is 24:00."""
    end = times.hhmm(span.ends_at, zone)
    return "24:00" if on and end == "00:00" else end


def _hours_under(shift: Shift, zone: str, on: date | None) -> str:
    """Returns the hours; the second day of a night shift shows when it ends."""
    if on is not None and times.local(shift.starts_at, zone).date() < on:
        return _("until %(end)s", end=times.hhmm(shift.ends_at, zone))
    return hours(shift, zone)


def _words(shift: Shift, now_is: str, zone: str, is_late: bool) -> str:
    if now_is == "on_duty":
        return _("Checked in %(time)s", time=times.hhmm(shift.started_at, zone))  # type: ignore[arg-type]
    if now_is == "ended":
        begin, end = shift.started_at, shift.ended_at
        return _(
            "Was there %(begin)s to %(end)s",
            begin=times.hhmm(begin, zone),  # type: ignore[arg-type]
            end=times.hhmm(end, zone),  # type: ignore[arg-type]
        )
    if is_late:
        return _("Has not checked in")
    if now_is == "cancelled":
        return _("This shift was taken off the rota")
    return {"planned": _("Planned"), "offered": _("Asks to be relieved")}.get(
        now_is, pgettext("shift", "Open")
    )
