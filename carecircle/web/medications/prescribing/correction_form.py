"""The form that corrects what a medication is, and what was corrected before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.medications.models import Ingredient, Medication, MedicationRevision
from carecircle.care.medications.prescribing import queries
from carecircle.care.medications.prescribing.strengths import ingredient_of
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.route_words import route_choices, route_words

_COPIED = (
    *("name", "strength", "form", "route", "instructions", "indication", "prescriber"),
    *("pharmacy", "covert_agreed_by"),
)
_FLAGS = ("is_covert", "removes_old", "asks_glucose")


@dataclass(frozen=True)
class Changed:
    """A field that was corrected, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RevisionView:
    title: str
    when: str
    by: str
    why: str
    fields: list[Changed]


def corrections(session: Session, medication: Medication, unit: str, zone: str) -> dict[str, Any]:
    """Returns the form of a correction, and what was corrected before."""
    contents = queries.ingredients_of(session, medication.id)
    revisions = queries.revisions_of(session, medication.id)
    return {
        "corrected": correction_values(medication, contents, unit),
        "revisions": [revision_view(one, zone) for one in revisions],
        "routes": route_choices(),
    }


def correction_values(
    medication: Medication, contents: Sequence[Ingredient], unit: str
) -> dict[str, Any]:
    """Returns the values by field. ingredients: empty where they follow from name and strength."""
    review_on = medication.covert_review_on
    return {
        **{name: getattr(medication, name) for name in _COPIED},
        **{name: "yes" if getattr(medication, name) else "no" for name in _FLAGS},
        "covert_review_on": review_on.isoformat() if review_on else None,
        "sites": "\n".join(medication.sites or ()),
        "ingredients": _typed(medication, contents, unit),
    }


def _typed(medication: Medication, contents: Sequence[Ingredient], unit: str) -> str:
    stored = {one.name: one.amount for one in contents}
    try:
        if ingredient_of(medication.name, medication.strength, unit) == stored:
            return ""
    except ValueError:
        pass
    return "\n".join(
        f"{name} {amount / 1000:g} mg" if amount else name for name, amount in stored.items()
    )


def revision_view(revision: MedicationRevision, zone: str) -> RevisionView:
    labels, nothing = _labels(), _("nothing")
    fields = [
        Changed(
            labels[name],
            _shown(name, old) or nothing,
            _shown(name, revision.after.get(name)) or nothing,
        )
        for name, old in revision.before.items()
        if name in labels
    ]
    is_restart = revision.kind == "restarted"
    title = _("Restarted; it was stopped before") if is_restart else _("Corrected")
    at = times.moment_words(revision.at, zone)
    return RevisionView(title, at, revision.by_name, revision.why, fields)


def _shown(name: str, value: str | None) -> str | None:
    return route_words(value) if name == "route" else value


def _labels() -> dict[str, str]:
    return {
        "name": _("Name"),
        "strength": _("Strength"),
        "form": _("Form"),
        "route": _("How is it taken?"),
        "ingredients": _("Ingredients, in micrograms"),
        "instructions": _("How to give it"),
        "indication": _("What it is for"),
        "prescriber": _("Prescriber"),
        "pharmacy": _("Pharmacy"),
        "is_covert": _("Given covertly"),
        "covert_agreed_by": _("Who agreed to it?"),
        "covert_review_on": _("When is that reviewed?"),
        "sites": _("Where does it go, in turn?"),
        "removes_old": _("Ask whether the old patch was removed"),
        "asks_glucose": _("Ask for a glucose reading"),
        "stopped_why": _("Why it was stopped"),
        "stopped_by": _("Who stopped it"),
    }
