"""What is unknown, has two readings or contradicts itself is never made into an amount."""

import pytest

from carecircle.care.inputs.decimals import TwoReadings
from carecircle.care.medications.labels import label_of
from tests.care.medications.labels.test_real_labels import told

UNKNOWN_NAMES = (
    "Foozle 500 mg tablets",
    "Paracetamoll 500 mg",
    "Paracetamox",
    "Parasetamol 500",
    "Benadryl",
    "Beechams",
    "Sudafed",
    "Norpramin 25 mg",
    "Sominex 20 mg",
    "Dilacor 180 mg",
    "Trexan",
    "insulin",
    "Insulina 10 unidades",
    "Iron tablets",
    "Potassium",
    "Calcium 500 mg",
    "Vitamin D 1000 IU",
    "water tablets",
    "the white pill",
    "blood thinner",
    "Multivitamin tablets",
    "Air",
    "ACE 5 mg",
    "Panadol Sunshine",
    "Nurofen Maximum Relief Plus Extra",
    "Lemsip Cough for Mucus",
    "Paracetamol and foozle",
    "co-foozle 30/500",
    "Amlodipine/foozlartan 5/160 mg",
    "Foozle (as besilate) 5 mg",
    "Panadol (ibuprofen) 200 mg",
    "500 mg",
    "tablets",
    "",
    "   ",
    "💊",
    "sodium",
    "hydrochloride",
    "Codeine-free linctus",
    "Without paracetamol",
    "No aspirin",
    "paracetamol (no codeine)",
    "Paracetamol five hundred",
    "Paracetamol 500 mg or 1 g",
    "Tylenol #3",
    "Sando-K",
    "Fortisip",
    "Aspirin allergy",
)
UNKNOWN_AMOUNTS = {
    "Aspirin 75": ("aspirin", "75"),
    "Epilim Chrono 500": ("valproate", "500"),
    "Paracetamol ½ tablet": None,
    "Warfarin 3 mg 5 mg": ("warfarin", "3 mg"),
    "Co-codamol 500 mg": ("codeine + paracetamol", "500 mg"),
    "Co-codamol 8/500/30": ("codeine + paracetamol", "8 / 500 / 30"),
    "Paracetamol 8 mg/500 mg": ("paracetamol", "8 mg / 500 mg"),
    "Paracetamol and codeine 500/8": ("paracetamol + codeine", "500 / 8"),
    "Adcal-D3 750/200": ("calcium carbonate + colecalciferol", "750 / 200"),
    "Levothyroxine 50 milli-iu": None,
    "Panadol Extra 500 mg": ("paracetamol + caffeine", "500 mg"),
    "Follitropin 75 mIU": None,
    "Paracetamol 2 500 mg": ("paracetamol", "2"),
    "Paracetamol 500-1000 mg": ("paracetamol", "500 mg / 1000 mg"),
    "Percocet": ("oxycodone + paracetamol", ""),
    "co-codamol": ("codeine + paracetamol", ""),
    "Paracetamol 5 grains": None,
    "Paracetamol 10 gr": None,
}
ASKED = {
    "Paracetamol 1.000 mg": "en",
    "Paracetamol 1,000 mg": "es",
    "Metformin 1.000mg tablets": "en",
    "Metformina 1,000 mg": "es",
    "Levothyroxine 1.125 mg": "en",
    "Digoxin 1,125 micrograms": "en",
    "Insulin glargine 1.000 units/ml": "en",
    "Heparin 5.000 IU/ml": "en",
    "Co-codamol 1.000/500": "en",
    "Morphine 10 mg/1.000 ml": "en",
}


@pytest.mark.parametrize("label", UNKNOWN_NAMES)
def test_an_unknown_name_is_unknown(label: str) -> None:
    assert label_of(label).ingredients == ()


@pytest.mark.parametrize("label", UNKNOWN_AMOUNTS)
def test_an_amount_that_is_not_certain_is_unknown(label: str) -> None:
    found = label_of(label)
    assert all(one.amount is None for one in found.ingredients)
    said = UNKNOWN_AMOUNTS[label]
    if said is not None:
        assert told(found) == said[0]
        assert "; ".join(found.unknown).startswith(said[1])


@pytest.mark.parametrize("label", ASKED)
def test_a_strength_with_two_readings_is_asked_about(label: str) -> None:
    with pytest.raises(TwoReadings):
        label_of(label, language=ASKED[label])


@pytest.mark.parametrize(
    ("name", "strength", "said"),
    [
        ("Paracetamol", "500 mg", "paracetamol 500 mg"),
        ("Paracetamol 500 mg", "500mg", "paracetamol 500 mg"),
        ("Paracetamol 500 mg", "250 mg", "paracetamol"),
        ("Co-careldopa", "25/100 mg", "carbidopa 25 mg + levodopa 100 mg"),
        ("Paracetamol", "one spoon", "paracetamol"),
        ("Paracetamol", "strong", "paracetamol"),
        ("Paracetamol", "500 mg per spoon", "paracetamol"),
        ("Paracetamol 500 mg", "extra strong", "paracetamol"),
    ],
)
def test_the_strength_beside_the_name_must_agree(name: str, strength: str, said: str) -> None:
    found = label_of(name, strength)
    assert told(found) == said
    assert bool(found.unknown) == (found.ingredients[0].amount is None)
