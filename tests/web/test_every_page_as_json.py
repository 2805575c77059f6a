"""Where a program asks for JSON, a page that shows what is there answers with it."""

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

LISTS = ("doses", "recipients", "medications", "emergencies", "shifts", "channels", "members")
LISTS += ("notes", "observations", "agenda", "feed", "notifications", "medication-tasks", "stats")
LISTS += ("call-list",)
OF_A_PERSON = ("emergency-sheet", "medication-chart", "summary")


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_items(name: str, base: str, ana: Visitor) -> None:
    answer = ana.get(f"{base}/{name}")
    assert answer.mimetype == "application/json"
    assert isinstance(answer.json["items"], list)


@pytest.mark.parametrize("name", OF_A_PERSON)
def test_a_paper_is_an_object(name: str, base: str, cast: Cast, ana: Visitor) -> None:
    answer = ana.get(f"{base}/recipients/{cast.rosa}/{name}")
    assert answer.mimetype == "application/json"
    assert isinstance(answer.json, dict)


def test_the_dashboard_says_the_same_as_its_page(
    base: str, cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    ben.post(f"{base}/doses/{dose}/administration", outcome="given")
    ben.post(f"{base}/emergencies", type="fall")
    day, page = ana.get(f"{base}/").json, ana.page(f"{base}/").text
    assert day["recipient"] == cast.rosa
    assert [(one["id"], one["state"]) for one in day["doses"]] == [(dose, "recorded")]
    assert [one["status"] for one in day["emergencies"]] == ["raised"]
    assert day["stats"] == ana.get(f"{base}/stats").json["items"]
    assert all(row["label"] in page and row["value"] in page for row in day["stats"])
    assert day["feed"][0]["type"] == "emergency:alert"


def test_the_feed_pages_and_filters(base: str, ana: Visitor, ben: Visitor) -> None:
    for number in range(52):
        ben.post(f"{base}/notes", body=f"Note {number}")
    ana.post(f"{base}/emergencies", drill=True)
    first = ana.get(f"{base}/feed?kind=note").json
    rest = ana.get(f"{base}/feed?kind=note&before={first['next']}").json
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (50, 2, None)
    assert {one["actor"]["name"] for one in first["items"]} == {"Ben Archer"}
    assert first["items"][0]["said"] == "Note 51"


def test_what_a_viewer_may_not_read_is_not_in_it(base: str, ana: Visitor, vera: Visitor) -> None:
    ana.post(f"{base}/notes", body="Between carers", audience="carers")
    for place in ("/feed", "/"):
        assert "Between carers" in ana.get(base + place).text
        assert "Between carers" not in vera.get(base + place).text
