"""Outcomes, regimens and states in words."""

from collections.abc import Callable
from datetime import datetime

from carecircle.care.medications.giving.queries import DoseOfDay
from carecircle.care.medications.models import Administration, Medication, Regimen
from carecircle.care.medications.outcomes import BY_NAME
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext, translate
from carecircle.web.shared.wording.units import amount_words, localized_number


def outcome_words(outcome: str) -> str:
    return translate(BY_NAME[outcome].label)


def regimen_amount(regimen: Regimen) -> str:
    """Returns for example: 1 tablet; 1 to 2 tablets if the dose may vary."""
    if regimen.quantity_most is None:
        return amount_words(regimen.quantity, regimen.unit)
    least = localized_number(regimen.quantity)
    most = amount_words(regimen.quantity_most, regimen.unit)
    return _("%(least)s to %(most)s", least=least, most=most)


def when_words(regimen: Regimen) -> str:
    """Returns for example: 07:30 · 19:30, and the weekdays."""
    if regimen.every_hours:
        return _("every %(hours)s hours", hours=regimen.every_hours)
    days = [word for bit, word in enumerate(_weekdays()) if (regimen.weekdays or 127) >> bit & 1]
    parts = [" · ".join(regimen.times)]
    if regimen.weekdays:
        parts.append(", ".join(days))
    if (regimen.every_days or 1) > 1:
        parts.append(_("every %(days)s days", days=regimen.every_days))
    return ", ".join(parts)


def limit_words(regimen: Regimen) -> list[str]:
    """Returns the minimum interval between doses and the maximum in 24 hours."""
    parts = []
    if regimen.min_interval_min:
        hours = localized_number(round(regimen.min_interval_min * 1000 / 60))
        parts.append(_("At least %(hours)s h between doses.", hours=hours))
    if regimen.max_per_day:
        most = amount_words(regimen.max_per_day, regimen.unit)
        parts.append(_("At most %(most)s in 24 h.", most=most))
    return parts


def _weekdays() -> list[str]:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]


def record_words(
    record: Administration,
    zone: str,
    clock_words: Callable[[datetime, str], str] = times.since_words,
) -> str:
    """Returns for example: Given 08:02 by Ben; with the day, unless that is today."""
    return _(
        "%(outcome)s %(time)s by %(name)s",
        outcome=outcome_words(record.outcome),
        time=clock_words(record.given_at, zone),
        name=record.recorded_by_name,
    )


def reason_words(record: Administration) -> str | None:
    """Returns the person's reason, or that the record was copied from paper."""
    if record.is_from_paper and not record.reason:
        return paper_words(record.signed_by)
    return record.reason


def paper_words(signed_by: str | None) -> str:
    """Returns that a record was copied from paper, and who signed it there."""
    return _("Keyed in from paper, signed %(by)s", by=signed_by or "-")


def void_words(record: Administration) -> str | None:
    """Returns why a record was voided; None if it is valid."""
    return _("Undone") if record.is_undone else record.voided_why


def state_words(found: DoseOfDay, state: str, now: datetime) -> str:
    """Returns the state of a dose for its row."""
    due = times.hhmm(found.dose.due_at, found.zone)
    if state == "on_offer" and found.standing is not None:
        until = times.hhmm(found.dose.closes_at, found.zone)
        outcome = record_words(found.standing, found.zone)
        return _("%(outcome)s · offer again until %(time)s", outcome=outcome, time=until)
    if state == "absent" and found.absence is not None:
        return outcome_words(found.absence.kind)
    if state == "recorded" and found.standing is not None:
        return record_words(found.standing, found.zone)
    return {
        "upcoming": _("Upcoming"),
        "due": _("Due now"),
        "late": _("Late, due %(time)s", time=due),
        "not_recorded": _("Not recorded"),
    }[state]


def days_words(days: int) -> str:
    """Returns how long the stock lasts."""
    return ngettext("%(num)s day", "%(num)s days", days)


def photo_url(medication: Medication) -> str | None:
    """Returns the photo's URL or None. A new photo gets a new URL."""
    if medication.photo_at is None:
        return None
    here = f"/families/{medication.family_id}/medications/{medication.id}/photo"
    return f"{here}?of={medication.photo_at:%Y%m%d%H%M%S}"
