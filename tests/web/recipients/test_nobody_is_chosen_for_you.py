"""Where several are cared for, no form begins with one of them: it would be the wrong one."""

import re

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

FORMS = (
    *("medications/new", "emergencies/new", "notes/new", "agenda", "channels/new"),
    *("observations/new?kind=pulse", "observations/new?kind=mood", "observations/new?kind=fluids"),
)
CHOICE = re.compile(r'<select[^>]*name="recipient"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]*)"( selected)?')


@pytest.mark.parametrize("path", FORMS)
def test_a_form_begins_with_nobody(path: str, cast: Cast, ana: Visitor) -> None:
    other = casting.cared_for(cast.family_id, "Ada Two")
    page = ana.page(f"/families/{cast.family_id}/{path}").text
    for ids in CHOICE.findall(page):
        options = OPTION.findall(ids)
        assert options[0][0] == ""
        assert {value for value, _selected in options} >= {cast.rosa, other}
        assert [value for value, selected in options if selected] in ([], [""])
    main = page.partition("<main")[2].partition("</main>")[0]
    assert f'name="recipient" value="{cast.rosa}"' not in main
    assert "Ada Two" in main


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (
            "medications",
            {"name": "Ramipril", "quantity": "1", "times": "08:00", "route": "by mouth"},
        ),
        ("observations", {"kind": "pulse", "value": "72"}),
        ("absences", {"kind": "hospital"}),
    ],
)
def test_what_is_sent_without_a_person_is_asked_about(
    path: str, fields: dict[str, str], cast: Cast, ana: Visitor
) -> None:
    casting.cared_for(cast.family_id, "Ada Two")
    refused = ana.post(f"/families/{cast.family_id}/{path}", **fields)
    assert refused.status_code == 422
    assert "recipient" in refused.json["error"]["fields"]


def test_an_emergency_is_raised_without_a_person_and_is_about_nobody(
    cast: Cast, ana: Visitor
) -> None:
    casting.cared_for(cast.family_id, "Ada Two")
    raised = ana.post(f"/families/{cast.family_id}/emergencies", type="fall")
    assert raised.status_code == 201
    assert raised.json["recipient"] is None
