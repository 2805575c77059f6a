"""Reads: the ingredients that a medication had before it was corrected.

What was given until then may have been of either label: each ingredient counts with the larger
amount, so that a correction never hides a dose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.medications.models import Medication, MedicationRevision


@dataclass(frozen=True)
class EarlierIngredients:
    """Micrograms in a unit by ingredient, until the correction."""

    until: datetime
    ingredients: Mapping[str, int]


def earlier_ingredients(
    session: Session, family_id: str, recipient_id: str
) -> dict[str, list[EarlierIngredients]]:
    """Returns the corrected ingredients of each medication, by its id."""
    rows = select(MedicationRevision).join(
        Medication, Medication.id == MedicationRevision.medication_id
    )
    rows = rows.where(Medication.family_id == family_id, Medication.recipient_id == recipient_id)
    found: dict[str, list[EarlierIngredients]] = {}
    for one in session.scalars(rows):
        if one.ingredients_before:
            earlier = EarlierIngredients(one.at, one.ingredients_before)
            found.setdefault(one.medication_id, []).append(earlier)
    return found


def counted_at(
    at: datetime, now: Mapping[str, int], earlier: Iterable[EarlierIngredients]
) -> dict[str, int]:
    """Returns the micrograms in a unit that count for what was given at that time."""
    found = dict(now)
    for one in earlier:
        if at <= one.until:
            found |= {
                name: max(amount, found.get(name, 0)) for name, amount in one.ingredients.items()
            }
    return found
