"""The ingredients of a new medication, as its name and strength say."""

from carecircle.care.errors import Invalid
from carecircle.care.inputs.decimals import TwoReadings
from carecircle.care.medications.labels import label_of
from carecircle.care.medications.models import Medication
from carecircle.care.medications.prescribing.strengths import ingredient_of


def understood(medication: Medication, unit: str, language: str | None) -> dict[str, int]:
    """Returns the micrograms of each ingredient in one unit, 0 if unknown.

    Raises Invalid for a number with two readings, of the field in which it stands.
    """
    try:
        return ingredient_of(medication.name, medication.strength, unit, language)
    except TwoReadings as asked:
        raise Invalid({_field_of(medication.name, language): asked.args[0]}) from asked


def _field_of(name: str, language: str | None) -> str:
    try:
        label_of(name, language=language)
    except TwoReadings:
        return "name"
    return "strength"
