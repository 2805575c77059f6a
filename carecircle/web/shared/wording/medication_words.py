"""Outcomes, records and states in words."""

from collections.abc import Callable
from datetime import datetime

from carecircle.care.medications.giving.queries import DoseOfDay
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.medications.outcomes import BY_NAME
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext, translate
from carecircle.web.shared.wording.regimen_words import limit_words as limit_words
from carecircle.web.shared.wording.regimen_words import regimen_amount as regimen_amount
from carecircle.web.shared.wording.regimen_words import when_words as when_words


def outcome_words(outcome: str) -> str:
    return translate(BY_NAME[outcome].label)


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
