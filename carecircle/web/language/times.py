"""Times and dates in words, in a given time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import format_date, get_locale

from carecircle import clock
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def today(zone: str) -> date:
    return local(clock.now(), zone).date()


def hhmm(at: datetime, zone: str) -> str:
    return local(at, zone).strftime("%H:%M")


def hhmmss(at: datetime, zone: str) -> str:
    return local(at, zone).strftime("%H:%M:%S")


def day_words(on: date, now_on: date) -> str:
    """Returns Today, Yesterday, or the weekday and date."""
    if on == now_on:
        return _("Today")
    if (now_on - on).days == 1:
        return _("Yesterday")
    return format_date(on, _("EEEE d MMMM") if on.year == now_on.year else _("d MMMM yyyy"))


def date_words(on: date) -> str:
    """Returns for example: Monday 23 November."""
    return format_date(on, _("EEEE d MMMM"))


def when_words(at: datetime, zone: str) -> str:
    """Returns for example: Today 08:02, Yesterday 19:34, Monday 2 November 08:00."""
    return f"{day_words(local(at, zone).date(), today(zone))} {hhmm(at, zone)}"


def moment_words(at: datetime, zone: str) -> str:
    """Returns for example: Monday 23 November 08:00, whatever day it is read on."""
    return f"{date_words(local(at, zone).date())} {hhmm(at, zone)}"


def dated_words(at: datetime, zone: str) -> str:
    """Returns for example: 23 Nov 2026 08:02, for paper that is read years later."""
    return f"{format_date(local(at, zone).date(), 'd MMM yyyy')} {hhmm(at, zone)}"


def short_words(at: datetime, zone: str) -> str:
    """Returns for example: Mon 23 Nov 08:02, whatever day it is read on."""
    return f"{format_date(local(at, zone).date(), 'EEE d MMM')} {hhmm(at, zone)}"


def ago_words(at: datetime) -> str:
    """Returns how long ago, in whole minutes or hours."""
    minutes = int((clock.now() - at).total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute before you")
    if minutes < 60:
        return ngettext("%(num)s minute before you", "%(num)s minutes before you", minutes)
    hours = minutes // 60
    return ngettext("%(num)s hour before you", "%(num)s hours before you", hours)


def since_words(at: datetime, zone: str) -> str:
    """Returns for example 08:02 if that was today, else with its day."""
    is_today = local(at, zone).date() == today(zone)
    return hhmm(at, zone) if is_today else when_words(at, zone)


def place_of_zone(zone: str) -> str:
    """Returns the place that a time zone is named after: London for Europe/London."""
    locale = get_locale()
    city = locale.time_zones.get(zone, {}).get("city") if locale else None
    return city or zone.rsplit("/", 1)[-1].replace("_", " ")
