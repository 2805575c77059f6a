"""The form shows what was understood of a label, and pages say where an amount is unknown."""

from urllib.parse import urlencode

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

UNKNOWN = "Not guarded: amount unknown"
NEW = {"quantity": 1, "unit": "tablet", "times": "08:00"}

SAID = [
    ({"name": "Paracetamol 500mg tablets"}, "Contains paracetamol 500 mg in one tablet", True),
    ({"name": "Panadol", "strength": "500 mg"}, "Contains paracetamol 500 mg in one tablet", True),
    ({"name": "co-codamol 30/500"}, "codeine 30 mg, paracetamol 500 mg in one tablet", True),
    ({"name": "Furosemide 40mg/5ml", "unit": "ml"}, "furosemide 40 mg in 5 ml", True),
    ({"name": "Furosemide 40mg/5ml", "unit": "spoon"}, "furosemide 40 mg in 5 ml", False),
    ({"name": "Digoxin 62.5 mcg"}, "Contains digoxin 62.5 micrograms in one tablet", True),
    ({"name": "Insulin glargine 100 units/ml", "unit": "units"}, "100 units in ml", True),
    ({"name": "Panadol"}, "Contains paracetamol", False),
    ({"name": "Foozle 500 mg"}, "We don't know this name", False),
    ({"name": "Aspirin 75"}, "Not understood: 75", False),
    ({"name": "Paracetamol 1.000 mg"}, "1.000 can mean 1000 or 1", True),
]


@pytest.mark.parametrize(("typed", "words", "is_guarded"), SAID)
def test_the_form_says_what_was_understood(
    cast: Cast, ana: Visitor, typed: dict[str, str], words: str, is_guarded: bool
) -> None:
    path = f"/families/{cast.family_id}/medications/label?{urlencode(typed)}"
    fragment = ana.page(path).text
    assert words in fragment
    assert (UNKNOWN not in fragment) == is_guarded


def test_a_program_is_told_the_same(cast: Cast, ana: Visitor) -> None:
    path = f"/families/{cast.family_id}/medications/label?name=co-codamol 30/500 and foo"
    assert ana.get(path).json["ingredients_understood"] == []
    path = f"/families/{cast.family_id}/medications/label?name=Co-codamol 30/500 tablets"
    found = ana.get(path).json
    names = [(one["name"], one["amount"], one["unit"]) for one in found["ingredients_understood"]]
    assert names == [("codeine", "30", "mg"), ("paracetamol", "500", "mg")]
    assert (found["form"], found["is_guarded"], found["question"]) == ("tablet", True, None)


def test_a_medication_says_what_is_in_it(cast: Cast, ana: Visitor) -> None:
    path = f"/families/{cast.family_id}/medications"
    made = ana.post(path, name="Panadol Extra", **NEW).json
    understood = [(one["name"], one["amount"]) for one in made["ingredients_understood"]]
    assert understood == [("caffeine", "65"), ("paracetamol", "500")]
    assert made["is_guarded"] is True
    unknown = ana.post(path, name="Foozle", **NEW).json
    [foozle] = unknown["ingredients_understood"]
    assert (foozle["is_known"], foozle["amount"], unknown["is_guarded"]) == (False, None, False)


@pytest.mark.parametrize(
    ("name", "strength", "field", "typed"),
    [
        ("Metformin", "1.000 mg", "strength", "1000 mg"),
        ("Metformin 1.000 mg", "", "name", None),
        ("Digoxin", "1,125 micrograms", "strength", "1125 micrograms"),
    ],
)
def test_a_strength_with_two_readings_is_refused_on_its_field(
    cast: Cast, ana: Visitor, name: str, strength: str, field: str, typed: str | None
) -> None:
    path = f"/families/{cast.family_id}/medications"
    refused = ana.post(path, name=name, strength=strength, **NEW)
    assert refused.status_code == 422
    assert "can mean" in refused.json["error"]["fields"][field]
    if typed:
        assert ana.post(path, name=name, strength=typed, **NEW).status_code == 201


@pytest.mark.parametrize("number", ["1,000", "1.000", "2,500"])
@pytest.mark.parametrize("field", ["quantity", "stock", "refill_level", "max_per_day"])
def test_a_number_with_two_readings_is_refused_on_its_field(
    cast: Cast, ana: Visitor, field: str, number: str
) -> None:
    path = f"/families/{cast.family_id}/medications"
    refused = ana.post(path, **(NEW | {"name": "Paracetamol", field: number}))
    assert refused.status_code == 422
    assert "can mean" in refused.json["error"]["fields"][field]


def test_the_pages_say_where_nothing_guards(cast: Cast, ana: Visitor) -> None:
    base = f"/families/{cast.family_id}"
    guarded = casting.prescribe(cast.ana, "Paracetamol", strength="500 mg", unit="tablet")
    assert UNKNOWN not in ana.page(f"{base}/medications").text
    assert UNKNOWN not in ana.page(f"{base}/medications/{guarded.id}").text
    unknown = casting.prescribe(cast.ana, "Lemsip", unit="sachet")
    prn = casting.prescribe_prn(cast.ana, "Foozle")
    dose = casting.first_dose(unknown)
    for path in (
        "medications",
        f"medications/{unknown.id}",
        f"medications/{prn.id}",
        f"medications/{prn.id}/give",
        f"doses/{dose.id}",
    ):
        assert UNKNOWN in ana.page(f"{base}/{path}").text, path
    assert UNKNOWN not in ana.page(f"{base}/doses/{casting.first_dose(guarded).id}").text


def test_the_refused_form_says_what_was_understood_without_scripts(
    cast: Cast, ana: Visitor
) -> None:
    path = f"/families/{cast.family_id}/medications"
    page = ana.send(path, name="Panadol", strength="500 mg", quantity="often")
    assert page.status_code == 422
    assert "Contains paracetamol 500 mg in one tablet" in page.text


def test_the_familys_own_names_are_offered_first(cast: Cast, ana: Visitor) -> None:
    casting.prescribe(cast.ana, "Zolpidem of Ana")
    page = ana.page(f"/families/{cast.family_id}/medications/new").text
    offered = page.partition('<datalist id="names">')[2].partition("</datalist>")[0]
    assert offered.index("Zolpidem of Ana") < offered.index("Paracetamol")
