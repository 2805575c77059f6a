"""Whoever gives a dose sees what was changed, by whom, and whether a second person compared it."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.jobs.work import plan_doses
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def page_of(cast: Cast, visitor: Visitor, medication: str) -> str:
    """The page on which its next open dose is given."""
    base = f"/families/{cast.family_id}"
    items = visitor.get(f"{base}/doses").json["items"]
    [dose, *_] = [one["id"] for one in items if one["medication"]["id"] == medication]
    return visitor.page(f"{base}/doses/{dose}").text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"quantity": "4"}, {"quantity": "2"}, "Ana Almeida: 2 tablets, was 4 tablets"),
        ({"quantity": "0.5"}, {"quantity": "1"}, "Ana Almeida: 1 tablet, was 0.5 tablet"),
        ({"unit": "ml", "quantity": "5"}, {"quantity": "2.5"}, ": 2.5 ml, was 5 ml"),
        (
            {"quantity": "8", "unit": "units"},
            {"quantity": "8", "quantity_most": "10"},
            "8 to 10 units, was 8 units",
        ),
    ],
)
def test_the_change_stands_beside_the_dose(
    cast: Cast, ana: Visitor, ben: Visitor, before: dict, after: dict, words: str
) -> None:
    medication = casting.prescribe(cast.ana, times=casting.wall_clock(5), **before).id
    base = f"/families/{cast.family_id}/medications/{medication}"
    assert ", was " not in page_of(cast, ben, medication)
    done = ana.post(f"{base}/regimens", why="Dr Lowe rang", **after)
    assert done.status_code == 201, done.json
    page = page_of(cast, ben, medication)
    assert words in page
    assert "Dr Lowe rang" in page
    assert "compares it with the label" not in page


def test_where_the_medication_asks_for_it_a_second_person_compares_it(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    made = {"times": casting.wall_clock(5), "quantity": "4", "needs_witness": True}
    medication = casting.prescribe(cast.ana, **made).id
    base = f"/families/{cast.family_id}/medications/{medication}"
    ana.post(f"{base}/regimens", quantity="2", why="Dr Lowe rang")
    page = page_of(cast, ben, medication)
    assert "compares it with the label" in page
    assert f'href="{base}">Compare it' in page
    assert cast.ben.role == "caregiver"
    assert ana.post(f"{base}/confirmation").status_code == 403  # her own change


def test_an_old_change_is_no_news(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    with clock.moved_to(clock.now() - timedelta(days=9)):
        medication = casting.prescribe(cast.ana, times=casting.wall_clock(5), quantity="4").id
    with clock.moved_to(clock.now() - timedelta(days=8)):
        url = f"/families/{cast.family_id}/medications/{medication}/regimens"
        assert ana.post(url, quantity="2", why="Dr Lowe rang").status_code == 201
    plan_doses()
    assert "was 4" not in page_of(cast, ben, medication)
