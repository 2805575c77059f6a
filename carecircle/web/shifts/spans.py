"""The days that a page of the rota shows: a week, or the whole weeks that a month touches."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date

from carecircle.web.language.translation import gettext as _

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """on: any day of it, to stay by in another view. earlier, later: a day of the next to look at,
    and what that is called. month: whose days they are, where it is a month."""

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
    """Stays by today where that is in it: from a month one comes back to this week."""
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
