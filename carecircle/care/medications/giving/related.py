"""Reads: the other medications that matter when one is given: the same ingredient, or a class that
is commonly dangerous together with it."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from carecircle.care.medications.contents import contents_of, others_in_use
from carecircle.care.medications.formulary.classes import Caution, cautions_between
from carecircle.care.medications.giving.queries import last_given
from carecircle.care.medications.models import Administration, Medication


@dataclass(frozen=True)
class Related:
    """shared: the ingredients in both; last: the last time that something of it was taken."""

    medication: Medication
    shared: list[str]
    last: Administration | None = None
    cautions: list[Caution] = field(default_factory=list)


def related_to(session: Session, medication: Medication) -> list[Related]:
    """Returns the active medications of the care recipient that share an ingredient with it, or
    that there is a caution about."""
    ours, found = contents_of(session, medication.id), []
    for other, theirs in others_in_use(session, medication):
        shared = sorted(ours & theirs)
        cautions = [] if shared else cautions_between(ours, theirs)
        if shared or cautions:
            last = last_given(session, other.id)
            found.append(Related(other, shared, last, cautions))
    return found
