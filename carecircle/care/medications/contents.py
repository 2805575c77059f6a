"""What the medications of a care recipient contain, compared with allergies and each other."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import Question
from carecircle.care.medications.formulary.allergens import is_against
from carecircle.care.medications.models import Ingredient, Medication
from carecircle.care.recipients.models import Allergy
from carecircle.care.translatable import lazy_gettext as _

ALLERGY = "allergy"


def contents_of(session: Session, medication_id: str) -> frozenset[str]:
    """Returns the names of its ingredients."""
    rows = select(Ingredient.name).where(Ingredient.medication_id == medication_id)
    return frozenset(session.scalars(rows))


def others_in_use(
    session: Session, medication: Medication
) -> list[tuple[Medication, frozenset[str]]]:
    """Returns the other active medications of the same care recipient with their ingredients."""
    rows = (
        select(Medication, Ingredient.name)
        .join(Ingredient, Ingredient.medication_id == Medication.id)
        .where(Medication.family_id == medication.family_id)
        .where(Medication.recipient_id == medication.recipient_id)
        .where(Medication.id != medication.id, Medication.stopped_at.is_(None))
        .order_by(Medication.name, Medication.id)
    )
    found: dict[str, tuple[Medication, frozenset[str]]] = {}
    for other, name in session.execute(rows):
        names = found[other.id][1] if other.id in found else frozenset[str]()
        found[other.id] = (other, names | {name})
    return list(found.values())


def allergies_against(
    session: Session, recipient_id: str, ingredients: Collection[str]
) -> list[Allergy]:
    """Returns the allergies of the care recipient that speak against any of the ingredients."""
    rows = select(Allergy).where(Allergy.recipient_id == recipient_id, Allergy.ended_at.is_(None))
    found = session.scalars(rows.order_by(Allergy.substance, Allergy.id))
    return [one for one in found if is_against(one.substance, ingredients)]


def allergy_question(medication: Medication, allergies: Sequence[Allergy]) -> Question | None:
    """Returns the question about a medication in spite of allergies; None if there are none."""
    if not allergies:
        return None
    facts = {
        "substance": "; ".join(one.substance for one in allergies),
        "reaction": "; ".join(one.reaction for one in allergies if one.reaction) or None,
        "medication_name": medication.name,
    }
    words = "; ".join(
        f"{one.substance} ({one.reaction})" if one.reaction else one.substance for one in allergies
    )
    message = _(
        "There is an allergy: %(allergy)s. %(name)s contains it or something related. "
        "Ask a prescriber or a pharmacist first",
        allergy=words,
        name=medication.name,
    )
    return Question(ALLERGY, message, facts=facts)
