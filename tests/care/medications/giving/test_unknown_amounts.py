"""What has no known amount counts as at least one dose, and other names of one ingredient too."""

from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import RuleBroken
from carecircle.care.medications.giving.actions import give_prn
from carecircle.care.medications.giving.inputs import PrnInput
from carecircle.care.medications.models import Medication
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")

EIGHT = datetime.fromisoformat("2026-11-23T08:00:00+00:00")


def give(people: Cast, medication: Medication, hours: float, **values: object) -> None:
    with clock.moved_to(EIGHT + timedelta(hours=hours)):
        give_prn(people.ana, medication.id, PrnInput.read({"reason": "Pain", "score": 5, **values}))


def prescribed(people: Cast, name: str, **values: object) -> Medication:
    with clock.moved_to(EIGHT - timedelta(hours=1)):
        return cast.prescribe_prn(people.ana, name, **{"ingredients": None, **values})


NAMES = [
    ("Paracetamol 500 mg tablets", "Panadol"),
    ("Panadol 500 mg", "acetaminophen"),
    ("paracetamól 500mg", "co-codamol 30/500"),
    ("Tylenol 500 mg", "Solpadol"),
    ("Ibuprofen 400 mg", "Nurofen 200 mg"),
    ("Ácido acetilsalicílico 500 mg", "Aspirin"),
    ("Frusemide 40 mg", "Lasix"),
    ("Epilim 200 mg", "Sodium valproate 500 mg"),
    ("Nolotil 575 mg", "metamizol"),
    ("Amlodipine (as besilate) 5 mg", "Istin"),
]


@pytest.mark.parametrize(("first", "second"), NAMES)
def test_the_same_ingredient_under_another_name_is_too_early(first: str, second: str) -> None:
    people = cast.gather()
    one = prescribed(people, first, min_interval_h=4)
    other = prescribed(people, second, min_interval_h=4)
    give(people, one, 0)
    with pytest.raises(RuleBroken) as refused:
        give(people, other, 2)
    assert refused.value.code == "too-early"


def test_an_unknown_amount_counts_as_one_dose_of_what_is_limited() -> None:
    people = cast.gather()
    limited = prescribed(people, "Paracetamol 500 mg", quantity=2, max_per_day=8, min_interval_h=1)
    unknown = prescribed(people, "Lemsip", unit="sachet", max_per_day=20, min_interval_h=1)
    for hours in (0, 2, 4):
        give(people, limited, hours)
    give(people, unknown, 6)
    with pytest.raises(RuleBroken) as refused:
        give(people, limited, 8)
    assert refused.value.code == "over-maximum"


def test_a_limit_in_doses_counts_the_same_ingredient_under_other_names() -> None:
    people = cast.gather()
    limited = prescribed(people, "Lemsip", unit="sachet", max_per_day=4, min_interval_h=1)
    other = prescribed(people, "Paracetamol 500 mg", quantity=2, max_per_day=20, min_interval_h=1)
    for hours in (0, 2, 4, 6):
        give(people, other, hours)
    with pytest.raises(RuleBroken) as refused:
        give(people, limited, 8)
    assert refused.value.code == "over-maximum"


def test_another_ingredient_without_an_amount_does_not_count() -> None:
    people = cast.gather()
    limited = prescribed(people, "Lemsip", unit="sachet", max_per_day=2, min_interval_h=1)
    other = prescribed(people, "Ibuprofen", max_per_day=20, min_interval_h=1)
    for hours in (0, 2, 4):
        give(people, other, hours)
    give(people, limited, 6)
