"""Reads: the numbers that hold for one medication."""

from sqlalchemy.orm import Session

from carecircle.care.families.numbers import Numbers, by_medication, in_force
from carecircle.care.families.queries import kept_numbers
from carecircle.care.medications.models import Medication


class NumbersOfFamily:
    """Read once: what a family says, and what is said for each of its medications."""

    def __init__(self, session: Session, family_id: str):
        self.family, self.own = by_medication(kept_numbers(session, family_id))

    def of(self, medication: Medication) -> Numbers:
        """Its own, else the family's, else the defaults."""
        return in_force(self.family, self.own.get(medication.id), medication.is_time_critical)


def numbers_of(session: Session, medication: Medication) -> Numbers:
    return NumbersOfFamily(session, medication.family_id).of(medication)
