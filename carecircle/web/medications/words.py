"""Outcomes, quantities and states in words."""

from datetime import datetime

from carecircle.care.medications.models import Administration, Medication, Regimen
from carecircle.care.medications.queries import DoseOfDay
from carecircle.web import times
from carecircle.web.words import gettext as _


def outcome_words(outcome: str) -> str:
    return {
        "given": _("Given"),
        "partly": _("Partly taken"),
        "self_administered": _("Taken without help"),
        "prompted": _("Taken after a reminder"),
        "refused": _("Refused"),
        "refused_destroyed": _("Refused and destroyed"),
        "nausea": _("Nausea or vomiting"),
        "hospital": _("In hospital"),
        "away": _("Away"),
        "asleep": _("Asleep"),
        "not_required": _("Not required"),
        "withheld": _("Withheld on advice"),
        "unavailable": _("Unavailable"),
        "other": _("Other"),
    }[outcome]


def number_words(thousandths: int) -> str:
    """1000 -> 1, 500 -> 0.5."""
    return f"{thousandths / 1000:.3f}".rstrip("0").rstrip(".")


def amount_words(quantity: int, unit: str) -> str:
    return f"{number_words(quantity)} {unit}"


def taken_words(medication: Medication, regimen: Regimen) -> str:
    return amount_words(regimen.quantity, regimen.unit)


def record_words(record: Administration, zone: str) -> str:
    """Given 08:02 by Ben; with the day where it was another."""
    return _(
        "%(outcome)s %(time)s by %(name)s",
        outcome=outcome_words(record.outcome),
        time=times.hhmm(record.given_at, zone),
        name=record.recorded_by_name,
    )


def state_words(found: DoseOfDay, state: str, now: datetime) -> str:
    """What a row says of its dose."""
    due = times.hhmm(found.dose.due_at, found.zone)
    if state == "on_offer" and found.standing is not None:
        until = times.hhmm(found.dose.closes_at, found.zone)
        said = record_words(found.standing, found.zone)
        return _("%(said)s · offer again until %(time)s", said=said, time=until)
    if state == "recorded" and found.standing is not None:
        return record_words(found.standing, found.zone)
    return {
        "upcoming": _("Upcoming"),
        "due": _("Due now"),
        "late": _("Late, due %(time)s", time=due),
        "not_recorded": _("Not recorded"),
    }[state]
