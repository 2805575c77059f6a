"""A line of a paper chart that is not complete is asked about, and nothing typed is lost."""

from typing import Any

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

INCOMPLETE = [
    {"time": "07:55", "by": "KT"},
    {"by": "KT"},
    {"time": "07:55"},
    {"outcome": "", "by": "KT"},
    {"outcome": "  ", "time": "07:55", "by": ""},
]


@pytest.fixture
def dose(cast: Cast) -> str:
    return casting.first_dose(casting.prescribe(cast.ana)).id


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/families/{cast.family_id}/recipients/{cast.rosa}/medication-chart/entries"


def states(cast: Cast, who: Visitor) -> list[str]:
    return [one["state"] for one in who.get(f"/families/{cast.family_id}/doses").json["items"]]


@pytest.mark.parametrize("boxes", INCOMPLETE)
def test_a_line_without_an_outcome_is_asked_about(
    boxes: dict[str, Any], cast: Cast, here: str, dose: str, ana: Visitor
) -> None:
    other = casting.first_dose(casting.prescribe(cast.ana, "Apixaban")).id
    given = {f"{name}-{dose}": value for name, value in boxes.items()}
    given |= {f"outcome-{other}": "given", f"by-{other}": "LM"}
    page = ana.send(here, **given)
    assert page.status_code == 422
    assert f'<p class="error" id="why-{dose}">Say what happened</p>' in page.text
    for typed in (*boxes.values(), "LM"):
        assert not typed.strip() or f'value="{typed}"' in page.text
    answer = ana.post(here, **given)
    assert answer.status_code == 422
    assert answer.json["error"]["fields"] == {f"outcome-{dose}": "Say what happened"}
    assert "recorded" not in states(cast, ana)


def test_a_form_as_it_was_opened_stores_nothing(
    cast: Cast, here: str, dose: str, ana: Visitor
) -> None:
    at = ana.get(f"/families/{cast.family_id}/doses/{dose}").json["time"]
    untouched = {f"outcome-{dose}": "", f"time-{dose}": at, f"by-{dose}": ""}
    assert ana.send(here, **untouched).status_code == 303
    assert ana.post(here, **untouched).json == {"kept": [], "conflicts": []}


@pytest.mark.parametrize("box", ["outcome", "by"])
def test_a_dose_that_is_not_of_the_day_is_named(
    box: str, cast: Cast, here: str, dose: str, ana: Visitor
) -> None:
    given = {f"outcome-{dose}": "given", f"{box}-0nothing": "given"}
    page = ana.send(here, **given)
    assert page.status_code == 422
    assert "This dose is not planned for this day" in page.text
    assert list(ana.post(here, **given).json["error"]["fields"]) == [f"{box}-0nothing"]
    assert "recorded" not in states(cast, ana)
