"""How much is in one of what is taken, and 0 where the label does not say."""

import subprocess
import sys
from decimal import Decimal

import pytest

from carecircle.care.medications.labels import label_of, micrograms_in_one
from carecircle.care.medications.labels.units import SPELLINGS, converted, unit_named

IN_ONE = [
    ("Paracetamol 500 mg", "tablet", {"paracetamol": 500_000}),
    ("Paracetamol 500 mg", "tablets", {"paracetamol": 500_000}),
    ("Paracetamol 1 g", "sobre", {"paracetamol": 1_000_000}),
    ("Levothyroxine 50 micrograms", "tablet", {"levothyroxine": 50}),
    ("Levothyroxine 0.05 mg", "tablet", {"levothyroxine": 50}),
    ("co-codamol 30/500", "tablet", {"codeine": 30_000, "paracetamol": 500_000}),
    ("Furosemide 40mg/5ml oral solution", "ml", {"furosemide": 8_000}),
    ("Furosemide 40mg/5ml oral solution", "mL", {"furosemide": 8_000}),
    ("Furosemide 40mg/5ml oral solution", "spoon", {"furosemide": 0}),
    ("Furosemide 40mg/5ml oral solution", "tablet", {"furosemide": 0}),
    ("Furosemide 40 mg", "ml", {"furosemide": 0}),
    ("Paracetamol 100 mg/ml", "drop", {"paracetamol": 0}),
    ("Paracetamol 500 mg", "drops", {"paracetamol": 0}),
    ("Paracetamol 500 mg", "mg", {"paracetamol": 1_000}),
    ("Paracetamol 100 mg/ml", "mg", {"paracetamol": 1_000}),
    ("co-codamol 30/500", "mg", {"codeine": 0, "paracetamol": 0}),
    ("Salbutamol 100 micrograms/dose", "puff", {"salbutamol": 100}),
    ("Salbutamol 100 micrograms/dose", "ml", {"salbutamol": 0}),
    ("Fentanyl 12 micrograms/hour patches", "patch", {"fentanyl": 0}),
    ("Insulin glargine 100 units/ml", "ml", {"insulin glargine": 0}),
    ("Insulin glargine 100 units/ml", "units", {"insulin glargine": 0}),
    ("Hydrocortisone 1% cream", "application", {"hydrocortisone": 0}),
    ("Adrenaline 1:1000", "ml", {"epinephrine": 1_000}),
    ("Klor-Con 10 mEq", "tablet", {"potassium chloride": 0}),
]


@pytest.mark.parametrize(("label", "unit", "amounts"), IN_ONE)
def test_the_amount_in_one_of_what_is_taken(label: str, unit: str, amounts: dict[str, int]) -> None:
    assert micrograms_in_one(label_of(label).ingredients, unit) == amounts


def test_every_spelling_of_a_unit_means_one() -> None:
    words = [word for spelt in SPELLINGS.values() for word in spelt.split()]
    assert len(words) == len(set(words))
    for unit, spelt in SPELLINGS.items():
        assert {unit_named(word) for word in spelt.split()} == {unit}
    assert [unit_named(one) for one in ("gr", "grain", "m", "miu", "pill", "")] == [None] * 6


@pytest.mark.parametrize(
    ("unit", "to", "number"),
    [
        ("mg", "microgram", 1000),
        ("microgram", "mg", Decimal("0.001")),
        ("g", "mg", 1000),
        ("ng", "microgram", Decimal("0.001")),
        ("kg", "g", 1000),
        ("l", "ml", 1000),
        ("unit", "mg", None),
        ("unit", "microgram", None),
        ("mg", "unit", None),
        ("mmol", "mg", None),
        ("meq", "mmol", None),
        ("ml", "mg", None),
        ("hour", "dose", None),
        ("percent", "mg", None),
    ],
)
def test_units_of_different_kinds_are_never_converted(
    unit: str, to: str, number: Decimal | None
) -> None:
    assert converted(Decimal(1), unit, to) == number


def test_the_unit_library_is_imported_with_the_first_conversion() -> None:
    labels = "from carecircle.care.medications.labels import label_of, micrograms_in_one as of"
    label = "found = label_of('Paracetamol 500 mg').ingredients"
    program = f"import sys; {labels}; {label}; print('pint' in sys.modules);"
    program += "print(of(found, 'tablet'), 'pint' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["False", "{'paracetamol': 500000} True"]
