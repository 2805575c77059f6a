"""The effect of a record that was undone or corrected is not asked for, taken or printed."""

from typing import Any

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

STRIKES: list[dict[str, Any]] = [
    {"undo": True},
    {"undo": True, "why": "Another box"},
    {"outcome": "refused", "why": "She spat it out"},
    {"outcome": "given", "why": "It was two", "quantity": 2, "confirm": "amount"},
]
EFFECTS = ["worked", "partly", "no", "worse"]


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def record(cast: Cast, base: str, ben: Visitor) -> str:
    medication = casting.prescribe_prn(cast.ana).id
    given = {"reason": "Hip pain", "score": 6}
    made = ben.post(f"{base}/medications/{medication}/administrations", **given)
    return f"{base}/administrations/{made.json['id']}"


@pytest.mark.parametrize("strike", STRIKES, ids=repr)
def test_the_effect_of_a_struck_record_is_refused(
    strike: dict[str, Any], record: str, ben: Visitor
) -> None:
    assert ben.post(f"{record}/correction", **strike).status_code in (200, 201)
    for effect in EFFECTS:
        answer = ben.post(f"{record}/effect", effect=effect, score=2)
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "already-corrected")
    page = ben.send(f"{record}/effect", effect="no", note="No change at all")
    assert page.status_code == 409
    assert "This record was corrected already" in page.text
    assert "No change at all" in page.text
    assert ben.get(f"{record}/effect").json["effect"] is None


@pytest.mark.parametrize("strike", STRIKES, ids=repr)
def test_the_effect_of_a_struck_record_is_not_printed(
    strike: dict[str, Any], record: str, base: str, cast: Cast, ben: Visitor
) -> None:
    assert ben.post(f"{record}/effect", effect="worse", score=9).status_code == 201
    papers = [f"{base}/recipients/{cast.rosa}/{name}" for name in ("medication-chart", "summary")]
    assert ["Worse, 9" in ben.page(paper).text for paper in papers] == [True, True]
    assert ben.post(f"{record}/correction", **strike).status_code in (200, 201)
    assert ["Worse, 9" in ben.page(paper).text for paper in papers] == [False, False]
