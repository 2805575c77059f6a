"""Incidents, tasks and their steps in words."""

from carecircle.web.language.translation import gettext as _


def incident_words(kind: str) -> str:
    return {
        "second_dose": _("A second dose was given"),
        "interval": _("Given too early"),
        "maximum": _("More than allowed in 24 hours"),
        "no_witness": _("Given without a witness"),
        "stock_difference": _("The count differs"),
    }[kind]


def step_words(step: str) -> str:
    return {
        "open": _("Nobody has taken it on"),
        "claimed": _("Taken on"),
        "ordered": _("Ordered"),
        "collected": _("Collected"),
        "done": _("Done"),
    }[step]


def kind_words(kind: str) -> str:
    return {
        "reorder": _("Order more"),
        "contact": _("Contact the prescriber or a pharmacist"),
        "review": _("Review"),
        "reconcile": _("Reconcile after the absence"),
    }[kind]
