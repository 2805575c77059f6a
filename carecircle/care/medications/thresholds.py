"""Reads: the thresholds of one medication."""

from sqlalchemy.orm import Session

from carecircle.care.medications.models import Medication
from carecircle.care.thresholds.definitions import Thresholds, by_medication, in_force
from carecircle.care.thresholds.queries import threshold_settings


class ThresholdsOfFamily:
    """The thresholds of a family and of each of its medications, read once."""

    def __init__(self, session: Session, family_id: str):
        self.family, self.own = by_medication(threshold_settings(session, family_id))

    def of(self, medication: Medication) -> Thresholds:
        """Returns those of the medication, else the family's, else the defaults."""
        return in_force(self.family, self.own.get(medication.id), medication.is_time_critical)


def thresholds_of(session: Session, medication: Medication) -> Thresholds:
    return ThresholdsOfFamily(session, medication.family_id).of(medication)
