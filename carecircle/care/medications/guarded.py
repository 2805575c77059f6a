"""Whether the limits of an ingredient can be checked for a medication (rule 8)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.medications.labels import ingredient_named, measures_itself
from carecircle.care.medications.models import Ingredient


def ingredients_of_family(session: Session, family_id: str) -> Mapping[str, list[Ingredient]]:
    """Returns the ingredients of each medication, by its id, in one query."""
    rows = select(Ingredient).where(Ingredient.family_id == family_id).order_by(Ingredient.name)
    rows = rows.where(Ingredient.ended_at.is_(None))
    found: dict[str, list[Ingredient]] = {}
    for one in session.scalars(rows):
        found.setdefault(one.medication_id, []).append(one)
    return found


def is_guarded(ingredients: Iterable[Ingredient], unit: str) -> bool:
    """Returns whether each ingredient and its amount in one unit are known. An amount that is not
    counts as at least one dose."""
    found = list(ingredients)
    measured = len(found) == 1 and measures_itself(unit)
    return bool(found) and all(
        ingredient_named(one.name) is not None and (one.amount > 0 or measured) for one in found
    )
