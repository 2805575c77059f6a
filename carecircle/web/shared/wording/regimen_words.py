"""How much and when, in words."""

from datetime import date

from flask_babel import format_date

from carecircle.care.medications.amounts import amount_on, step_dates
from carecircle.care.medications.models import Regimen
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext
from carecircle.web.shared.wording.units import amount_words, localized_number

LATE_IN_A_MONTH = 29  # from this day on, a month may be too short


def regimen_amount(regimen: Regimen, on: date | None = None) -> str:
    """Returns for example: 1 tablet; 1 to 2 tablets if the dose may vary; each amount with its days
    or steps. on: only that of one day."""
    if on is not None and (regimen.by_weekday or regimen.steps):
        return amount_words(amount_on(regimen, on) or regimen.quantity, regimen.unit)
    if regimen.by_weekday:
        return _by_weekday(regimen.by_weekday, regimen.unit)
    if regimen.steps:
        return ", ".join(step_words(regimen))
    if regimen.quantity_most is None:
        return amount_words(regimen.quantity, regimen.unit)
    least = localized_number(regimen.quantity)
    most = amount_words(regimen.quantity_most, regimen.unit)
    return _("%(least)s to %(most)s", least=least, most=most)


def step_words(regimen: Regimen) -> list[str]:
    """Returns each step of a taper: 4 tablets until 7 Dec."""
    return [
        _(
            "%(amount)s until %(day)s",
            amount=amount_words(one.quantity, regimen.unit),
            day=format_date(one.last, "d MMM"),
        )
        if one.last
        else _("then %(amount)s", amount=amount_words(one.quantity, regimen.unit))
        for one in step_dates(regimen)
    ]


def _by_weekday(amounts: list[int], unit: str) -> str:
    """Returns for example: 5 mg Mon, Wed; 3 mg Tue, Thu."""
    days: dict[int, list[str]] = {}
    for word, amount in zip(weekday_words(), amounts, strict=True):
        if amount:
            days.setdefault(amount, []).append(word)
    return "; ".join(
        f"{amount_words(amount, unit)} {', '.join(words)}" for amount, words in days.items()
    )


def when_words(regimen: Regimen) -> str:
    """Returns for example: 07:30 · 19:30, and the weekdays."""
    if regimen.every_hours:
        return _("every %(hours)s hours", hours=regimen.every_hours)
    days = weekday_words()
    named = [word for bit, word in enumerate(days) if (regimen.weekdays or 0) >> bit & 1]
    parts = [" · ".join(regimen.times), ", ".join(named)]
    if (regimen.every_days or 1) > 1:
        parts.append(_("every %(days)s days", days=regimen.every_days))
    if regimen.days_on:
        on, off = regimen.days_on, regimen.days_off
        parts.append(_("%(on)s days on, %(off)s days off", on=on, off=off))
    if regimen.month_days:
        parts.append(_month_words(regimen.month_days, regimen.every_months or 1))
    if regimen.doses:
        parts.append(ngettext("%(num)s dose in all", "%(num)s doses in all", regimen.doses))
    if regimen.times and regimen.starts_on == regimen.ends_on:
        parts.append(_("only on %(day)s", day=format_date(regimen.starts_on, "d MMM")))
    return ", ".join(part for part in parts if part)


def _month_words(days: list[int], every: int) -> str:
    named = ", ".join(map(str, days))
    words = _("on day %(days)s of each month", days=named)
    if every > 1:
        words = _("on day %(days)s, every %(num)s months", days=named, num=every)
    if days[-1] >= LATE_IN_A_MONTH:
        words = _("%(days)s (the last day where a month is shorter)", days=words)
    return words


def limit_words(regimen: Regimen) -> list[str]:
    """Returns the minimum interval between doses and the maximum in 24 hours."""
    parts = []
    if regimen.min_interval_min:
        hours = localized_number(round(regimen.min_interval_min * 1000 / 60))
        parts.append(_("At least %(hours)s h between doses.", hours=hours))
    if regimen.max_per_day:
        most = amount_words(regimen.max_per_day, regimen.unit)
        parts.append(_("At most %(most)s in 24 h.", most=most))
    if not regimen.times and not regimen.every_hours and regimen.ends_on:
        parts.append(_("Until %(day)s.", day=format_date(regimen.ends_on, "d MMM yyyy")))
    return parts


def weekday_words() -> list[str]:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
