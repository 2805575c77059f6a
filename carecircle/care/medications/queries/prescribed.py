"""Reads: medications with their regimens, and what is asked of whoever gives one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotThere
from carecircle.care.medications.models import Dose, Ingredient, Medication, Regimen, RegimenSeen
from carecircle.care.recipients.models import Recipient

_NEWEST = (Regimen.closed_at.is_not(None), Regimen.created_at.desc(), Regimen.id.desc())


@dataclass
class Asked:
    """What somebody gives: a dose, or a PRN that has none."""

    dose: Dose | None
    medication: Medication
    regimen: Regimen
    zone: str


def medications_of(
    session: Session, family_id: str, recipient_id: str | None = None
) -> list[tuple[Medication, Regimen]]:
    """Medications in use, each with its regimen in force, by name."""
    rows = (
        select(Medication, Regimen)
        .join(Regimen, Regimen.medication_id == Medication.id)
        .where(Medication.family_id == family_id, Medication.stopped_at.is_(None))
        .where(Regimen.closed_at.is_(None))
        .order_by(Medication.name, Medication.id)
    )
    if recipient_id is not None:
        rows = rows.where(Medication.recipient_id == recipient_id)
    return [(medication, regimen) for medication, regimen in session.execute(rows)]


def stopped_medications(
    session: Session, family_id: str
) -> list[tuple[Medication, Regimen | None]]:
    """Medications that were stopped, the last stopped first."""
    rows = select(Medication).where(
        Medication.family_id == family_id, Medication.stopped_at.is_not(None)
    )
    found = session.scalars(rows.order_by(Medication.stopped_at.desc()))
    return [(medication, regimen_of(session, medication.id)) for medication in found]


def regimen_of(session: Session, medication_id: str) -> Regimen | None:
    """The regimen in force, or the last one of a stopped medication."""
    rows = select(Regimen).where(Regimen.medication_id == medication_id)
    return session.scalar(rows.order_by(*_NEWEST).limit(1))


def the_medication(session: Session, family_id: str, medication_id: str) -> Medication:
    """Raises NotThere."""
    rows = select(Medication).where(
        Medication.family_id == family_id, Medication.id == medication_id
    )
    medication = session.scalar(rows)
    if medication is None:
        raise NotThere()
    return medication


def the_prn(session: Session, family_id: str, medication_id: str) -> Asked:
    """A medication that is given as needed, with its regimen. Raises NotThere."""
    medication = the_medication(session, family_id, medication_id)
    regimen = regimen_of(session, medication.id)
    zone = session.scalar(select(Recipient.zone).where(Recipient.id == medication.recipient_id))
    if regimen is None or zone is None:
        raise NotThere()
    return Asked(None, medication, regimen, zone)


def regimens_of(session: Session, medication_id: str) -> list[Regimen]:
    """Every regimen it ever had, the newest first."""
    rows = select(Regimen).where(Regimen.medication_id == medication_id)
    return list(session.scalars(rows.order_by(*_NEWEST)))


def seen_by(session: Session, regimen_id: str) -> list[RegimenSeen]:
    rows = select(RegimenSeen).where(RegimenSeen.regimen_id == regimen_id)
    return list(session.scalars(rows.order_by(RegimenSeen.seen_at)))


def ingredients_of(session: Session, medication_id: str) -> list[Ingredient]:
    rows = select(Ingredient).where(Ingredient.medication_id == medication_id)
    return list(session.scalars(rows.order_by(Ingredient.name)))
