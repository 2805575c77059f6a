"""What the feed says of a dose: who gave how much of what, and why."""

from typing import Any

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


def newest(who: Visitor, base: str) -> tuple[str, str | None]:
    item: dict[str, Any] = who.get(f"{base}/feed?kind=medication").json["items"][0]
    return item["words"], item["said"]


@pytest.mark.parametrize("reader", ["ben", "vera"])
@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        (1, "tablet", "1 tablet"),
        (2, "tablet", "2 tablets"),
        (0.5, "tablet", "0.5 tablet"),
        (2.5, "ml", "2.5 ml"),
    ],
)
def test_a_given_dose_names_its_amount_to_every_role(
    request: pytest.FixtureRequest,
    cast: Cast,
    ana: Visitor,
    base: str,
    quantity: float,
    unit: str,
    words: str,
    reader: str,
) -> None:
    given = {"strength": "500 mg", "quantity": quantity, "unit": unit}
    dose = casting.first_dose(casting.prescribe(cast.ana, "Metformin", **given)).id
    assert ana.post(f"{base}/doses/{dose}/administration", outcome="given").status_code == 201
    told = newest(request.getfixturevalue(reader), base)
    assert told == (f"Ana Almeida gave Metformin 500 mg, {words}", None)


def test_a_prn_is_told_with_its_reason_score_and_note(cast: Cast, ana: Visitor, base: str) -> None:
    medication = casting.prescribe_prn(cast.ana, quantity=2, strength="200 mg").id
    why = {"reason": "Hip pain", "score": 6, "note": "Could not sit"}
    ana.post(f"{base}/medications/{medication}/administrations", **why)
    told = newest(ana, base)
    assert told == (
        "Ana Almeida gave Ibuprofen 200 mg, 2 tablets",
        "Hip pain · 6 of 10 · Could not sit",
    )


def test_what_was_not_taken_has_no_amount(cast: Cast, ben: Visitor, base: str) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana, strength="5 mg")).id
    ben.post(f"{base}/doses/{dose}/administration", outcome="refused", reason="Feels sick")
    assert newest(ben, base) == ("Ben Archer, Amlodipine 5 mg: Refused", "Feels sick")


def test_what_was_taken_in_part_says_how_much_of_it(cast: Cast, ben: Visitor, base: str) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana, quantity=2)).id
    spat = {"outcome": "partly", "quantity": 1, "reason": "Spat one out"}
    ben.post(f"{base}/doses/{dose}/administration", **spat)
    words, said = newest(ben, base)
    assert (words, said) == ("Ben Archer, Amlodipine, 1 tablet: Partly taken", "Spat one out")


def test_a_correction_says_what_counts_now(cast: Cast, ben: Visitor, base: str) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana, quantity=2)).id
    made = ben.post(f"{base}/doses/{dose}/administration", outcome="given").json["id"]
    right = {"outcome": "partly", "quantity": 1, "reason": "One fell", "why": "It was one"}
    ben.post(f"{base}/administrations/{made}/correction", **right)
    told = newest(ben, base)
    assert told == ("Ben Archer corrected Amlodipine, 1 tablet: Partly taken", "It was one")


def test_an_undo_quotes_nobody(cast: Cast, ben: Visitor, base: str) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    made = ben.post(f"{base}/doses/{dose}/administration", outcome="given").json["id"]
    ben.post(f"{base}/administrations/{made}/correction", undo=True)
    assert newest(ben, base) == ("Ben Archer took back the record of Amlodipine", None)


def test_an_amount_keeps_the_unit_that_it_was_given_in(cast: Cast, ana: Visitor, base: str) -> None:
    medication = casting.prescribe_prn(cast.ana, "Morphine", quantity=5, unit="ml").id
    here = f"{base}/medications/{medication}"
    ana.post(f"{here}/administrations", reason="Hip pain", score=6)
    changed = {"quantity": 1, "unit": "tablet", "why": "Swallows again", "max_per_day": 8}
    assert ana.post(f"{here}/regimens", **changed, min_interval_h=4).status_code in (200, 201)
    items = ana.get(f"{base}/feed?kind=medication").json["items"]
    assert "Ana Almeida gave Morphine, 5 ml" in [item["words"] for item in items]
    chart = ana.page(f"{base}/recipients/{cast.rosa}/medication-chart").text
    assert "<td>5 ml</td>" in chart


def test_an_absence_is_told_from_its_beginning_to_the_comparison(
    cast: Cast, ana: Visitor, ben: Visitor, base: str
) -> None:
    here = f"{base}/absences/{ben.post(f'{base}/absences', kind='hospital').json['id']}"
    ben.post(f"{here}/return")
    ana.post(f"{here}/reconciliation")
    items = ana.get(f"{base}/feed?kind=medication").json["items"]
    assert [item["words"] for item in items[:3]] == [
        "Ana Almeida compared the medications afterwards",
        "Ben Archer wrote down: back again, no longer in hospital",
        "Ben Archer wrote down: in hospital",
    ]
