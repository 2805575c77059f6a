"""Reads: stopped medications, photos, ingredients, and who has seen a change."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.medications.models import (
    Ingredient,
    Medication,
    MedicationPhoto,
    MedicationRevision,
    Regimen,
    RegimenSeen,
)
from carecircle.care.medications.regimens import regimen_of


def stopped_medications(
    session: Session, family_id: str
) -> list[tuple[Medication, Regimen | None]]:
    """Returns the stopped medications, the last stopped first."""
    rows = select(Medication).where(
        Medication.family_id == family_id, Medication.stopped_at.is_not(None)
    )
    found = session.scalars(rows.order_by(Medication.stopped_at.desc()))
    return [(medication, regimen_of(session, medication.id)) for medication in found]


def revisions_of(session: Session, medication_id: str) -> list[MedicationRevision]:
    """Returns its corrections and restarts, the newest first."""
    rows = select(MedicationRevision).where(MedicationRevision.medication_id == medication_id)
    newest = rows.order_by(MedicationRevision.at.desc(), MedicationRevision.id.desc())
    return list(session.scalars(newest))


def the_photo(session: Session, family_id: str, medication_id: str) -> MedicationPhoto:
    """Returns the photo. Raises NotFound."""
    rows = select(MedicationPhoto).where(MedicationPhoto.family_id == family_id)
    found = session.scalar(rows.where(MedicationPhoto.medication_id == medication_id))
    if found is None:
        raise NotFound()
    return found


def names_of(session: Session, family_id: str) -> list[str]:
    """Returns the names that the family has used, for the form of the next one, by name."""
    rows = select(Medication.name).where(Medication.family_id == family_id).distinct()
    return sorted(session.scalars(rows), key=str.casefold)


def seen_by(session: Session, regimen_id: str) -> list[RegimenSeen]:
    rows = select(RegimenSeen).where(RegimenSeen.regimen_id == regimen_id)
    return list(session.scalars(rows.order_by(RegimenSeen.seen_at)))


def ingredients_of(session: Session, medication_id: str) -> list[Ingredient]:
    """Returns those that stand on its label, by name."""
    rows = select(Ingredient).where(Ingredient.medication_id == medication_id)
    rows = rows.where(Ingredient.ended_at.is_(None))
    return list(session.scalars(rows.order_by(Ingredient.name)))
