"""An allergy is compared with what a medication contains, by ingredient and by class."""

import pytest

from carecircle.care.medications.formulary.allergens import is_against
from carecircle.care.medications.formulary.classes import (
    cautions,
    cautions_between,
    classes,
)
from carecircle.care.medications.formulary.usual_limits import usual_limits
from carecircle.care.medications.labels import ingredient_named

AGAINST = [
    ("penicillin", "amoxicillin"),
    ("Penicillins", "flucloxacillin"),
    ("Allergic to penicillin", "phenoxymethylpenicillin"),
    ("penicilina", "ampicillin"),
    ("alergia a la penicilina", "amoxicillin"),
    ("Augmentin", "phenoxymethylpenicillin"),
    ("amoxycillin", "flucloxacillin"),
    ("Penicillin V tablets", "amoxicillin"),
    ("penicillin", "cefalexin"),
    ("cefuroxime", "ceftriaxone"),
    ("cephalosporins", "cefixime"),
    ("sulfa", "sulfamethoxazole"),
    ("Septrin", "trimethoprim"),
    ("sulphonamides", "sulfasalazine"),
    ("sulfamidas", "sulfadiazine"),
    ("codeine", "morphine"),
    ("opiates", "tramadol"),
    ("Opiáceos", "fentanyl"),
    ("co-codamol", "dihydrocodeine"),
    ("aspirin", "ibuprofen"),
    ("NSAIDs", "naproxen"),
    ("AINEs", "diclofenac"),
    ("Nurofen 200mg tablets", "naproxen"),
    ("erythromycin", "clarithromycin"),
    ("tetracyclines", "doxycycline"),
    ("quinolones", "ciprofloxacin"),
    ("ramipril", "lisinopril"),
    ("Panadol", "paracetamol"),
    ("acetaminophen", "paracetamol"),
    ("Penicillin, latex", "amoxicillin"),
    ("warfarin", "warfarin"),
]


@pytest.mark.parametrize(("allergy", "ingredient"), AGAINST)
def test_an_allergy_speaks_against_its_ingredient_and_its_class(
    allergy: str, ingredient: str
) -> None:
    assert is_against(allergy, [ingredient])


NOT_AGAINST = [
    ("latex", "paracetamol"),
    ("latex", "insulin glargine"),
    ("penicillin", "erythromycin"),
    ("penicillin", "paracetamol"),
    ("sulfa", "furosemide"),
    ("sulfa", "magnesium sulfate"),
    ("codeine", "paracetamol"),
    ("codeine", "loperamide"),
    ("aspirin", "paracetamol"),
    ("warfarin", "apixaban"),
    ("cats and dogs", "paracetamol"),
    ("nuts", "amoxicillin"),
    ("pollen", "cetirizine"),
    ("NKDA", "amoxicillin"),
]


@pytest.mark.parametrize(("allergy", "ingredient"), NOT_AGAINST)
def test_an_allergy_to_something_else_does_not(allergy: str, ingredient: str) -> None:
    assert not is_against(allergy, [ingredient])


CAUTIONS = [
    ("codeine", "morphine", "sedation"),
    ("tramadol", "oxycodone", "sedation"),
    ("lorazepam", "diazepam", "sedation"),
    ("morphine", "lorazepam", "sedation"),
    ("ibuprofen", "naproxen", "bleeding"),
    ("aspirin", "ibuprofen", "bleeding"),
    ("warfarin", "apixaban", "bleeding"),
    ("apixaban", "ibuprofen", "bleeding"),
    ("ramipril", "spironolactone", "potassium"),
    ("potassium chloride", "lisinopril", "potassium"),
]


@pytest.mark.parametrize(("one", "other", "effect"), CAUTIONS)
def test_two_of_one_class_are_a_caution(one: str, other: str, effect: str) -> None:
    assert [found.effect for found in cautions_between([one], [other])] == [effect]
    assert [found.effect for found in cautions_between([other], [one])] == [effect]


@pytest.mark.parametrize(
    ("one", "other"),
    [("paracetamol", "codeine"), ("ramipril", "amlodipine"), ("amoxicillin", "flucloxacillin")],
)
def test_others_are_none(one: str, other: str) -> None:
    assert cautions_between([one], [other]) == []


def test_the_lists_use_the_names_that_labels_are_read_as() -> None:
    listed = {name for one in classes().values() for name in one.ingredients} | set(usual_limits())
    assert {name for name in listed if ingredient_named(name) != name} == set()
    assert {name for one in cautions() for name in (one.one, one.other)} <= set(classes())
    assert {name for one in classes().values() for name in one.related} <= set(classes())
