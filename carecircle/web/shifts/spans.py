"""The days on a page of the rota: a week, or the whole weeks that a month touches."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date

from carecircle.web.language.translation import gettext as _

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """on: a day in the span, kept when the view changes. earlier, later: a day in the previous or
    next span and its label. month: for example 2026-11; empty for a week."""

    words: str
    on: str
    days: list[date]
    earlier: tuple[str, str]
    later: tuple[str, str]
    month: str = ""


def week_of(on: date, today: date) -> Span:
    first = on - timedelta(days=on.weekday())
    last = format_date(first + timedelta(days=6), _("d MMMM yyyy"))
    return Span(
        words=f"{format_date(first, _('d MMMM'))} - {last}",
        on=on.isoformat(),
        days=[first + timedelta(days=n) for n in range(7)],
        earlier=((first - WEEK).isoformat(), _("Earlier")),
        later=((first + WEEK).isoformat(), _("Later")),
    )


def month_of(on: date, today: date) -> Span:
    """Selects today if it is in the month, so that the week view returns to this week."""
    first = on.replace(day=1)
    begin = first - timedelta(days=first.weekday())
    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    count = -(-(after - begin).days // 7) * 7
    return Span(
        words=format_date(first, _("MMMM yyyy")),
        on=(today if today.replace(day=1) == first else first).isoformat(),
        days=[begin + timedelta(days=n) for n in range(count)],
        earlier=(before.isoformat(), format_date(before, "MMMM")),
        later=(after.isoformat(), format_date(after, "MMMM")),
        month=first.isoformat()[:7],
    )
