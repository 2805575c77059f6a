"""Incidents, warnings, tasks and their steps in words."""

from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext


def incident_words(kind: str) -> str:
    return {
        "second_dose": _("A second dose was given"),
        "interval": _("Given too early"),
        "maximum": _("More than allowed in 24 hours"),
        "after_change": _("Given although it was stopped or changed"),
        "amount": _("More than planned was given"),
        "too_close": _("Two doses were given close together"),
        "allergy": _("In spite of an allergy"),
        "no_witness": _("Given without a witness"),
        "stock_difference": _("The count differs"),
    }[kind]


def warning_words(kind: str) -> str:
    words = {
        "missed": _("A time-critical dose is not recorded"),
        "not_taken": _("A time-critical dose was not taken"),
        "unavailable": _("A time-critical dose was not available"),
    }.get(kind)
    return words or incident_words(kind)


def step_words(step: str) -> str:
    return {
        "open": _("Nobody has taken it on"),
        "claimed": _("Taken on"),
        "ordered": _("Ordered"),
        "collected": _("Collected"),
        "done": _("Done"),
    }[step]


def why_words(reason: str | None, count: int | None, why: str | None) -> str | None:
    """Returns why a task was opened. why: in words, from earlier versions."""
    count = count or 0
    return {
        "refused_running": ngettext(
            "Refused %(num)s time running", "Refused %(num)s times running", count
        ),
        "time_critical_not_taken": _("A time-critical dose was not taken"),
        "stock_out": _("Nothing is left"),
        "stock_low": _("It runs low"),
        "used_daily": _("Used on each of the last %(days)s days", days=count),
        "unused": _("Not used for %(days)s days", days=count),
        "review_date": _("The day of its review has come"),
        "count_due": _("The last count by two people is too long ago"),
    }.get(reason or "", why)


def kind_words(kind: str) -> str:
    return {
        "reorder": _("Order more"),
        "contact": _("Contact the prescriber or a pharmacist"),
        "review": _("Review"),
        "reconcile": _("Reconcile after the absence"),
        "count": _("Count it, two together"),
    }[kind]
