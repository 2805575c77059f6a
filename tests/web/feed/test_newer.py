"""Without scripts a page with a form shows in a frame what happened since it was opened."""

import html
import re

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

FORMS = (
    "notes/new",
    "observations/new",
    "shifts/new",
    "emergencies/new",
    "medications/new",
    "members",
    "recipients",
    "recipients/{rosa}",
    "doses/{dose}",
    "medications/{medication}",
)
SOURCE = re.compile(r'<iframe class="newer short"[^>]*src="([^"]+)"')


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


def frame_of(page: str) -> str:
    found = SOURCE.search(page)
    assert found, "no frame"
    return html.unescape(found[1])


def cursor(visitor: Visitor, base: str) -> str:
    found = re.search(r'data-cursor="([^"]+)"', visitor.page(f"{base}/feed").text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", FORMS)
def test_a_page_with_a_form_has_it(
    path: str, base: str, cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    medication = casting.prescribe(cast.ana)
    dose = casting.first_dose(medication).id
    url = f"{base}/" + path.format(rosa=cast.rosa, dose=dose, medication=medication.id)
    frame = frame_of(ana.page(url).text)
    assert "Nothing new" in ana.page(frame).text
    ben.post(f"{base}/notes", body="The key is under the pot")
    ben.post(f"{base}/emergencies", type="fall")
    shown = ana.page(frame)
    assert "Ben Archer" in shown.text
    assert "1 open emergency" in shown.text
    assert f'href="{url}" target="_top"' in shown.text
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]


def test_a_form_shown_again_with_its_errors_has_it_without_a_way_back(
    base: str, ana: Visitor, ben: Visitor
) -> None:
    refused = ana.send(f"{base}/notes", body="")
    assert refused.status_code == 422
    frame = frame_of(refused.text)
    ben.post(f"{base}/notes", body="The key is under the pot")
    assert "Load this page again" not in ana.page(frame).text


@pytest.mark.parametrize("path", ["", "doses", "feed", "notes", "shifts", "emergencies"])
def test_a_page_that_refreshes_by_itself_needs_none(path: str, base: str, ana: Visitor) -> None:
    assert not SOURCE.search(ana.page(f"{base}/{path}").text)


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/families/other/notes",
        "/sign-out",
        "/families/{family}/nowhere/at/all",
        "/families/{family}/\\evil.example",
    ],
)
def test_it_leads_only_to_a_page_of_the_family(
    page: str, base: str, cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    ben.post(f"{base}/notes", body="The key is under the pot")
    url = page.format(family=cast.family_id)
    shown = ana.client.get(
        f"{base}/feed/newer",
        query_string={"since": "x", "page": url},
        headers=ana.headers | {"Accept": "text/html"},
    )
    assert shown.status_code == 200
    assert "Load this page again" not in shown.text


def test_a_viewer_sees_in_it_what_a_viewer_may_see(base: str, vera: Visitor, ben: Visitor) -> None:
    since = cursor(vera, base)
    ben.post(f"{base}/notes", body="For carers", audience="carers")
    ben.post(f"{base}/notes", body="For all")
    items = vera.get(f"{base}/feed/newer?since={since}").json["items"]
    assert [one["said"] for one in items if one["type"] == "note:added"] == ["For all"]


def test_a_program_reads_it_as_items(base: str, ana: Visitor, ben: Visitor) -> None:
    ben.post(f"{base}/notes", body="One")
    since = cursor(ana, base)
    ben.post(f"{base}/notes", body="Two")
    answer = ana.get(f"{base}/feed/newer?since={since}").json
    assert [one["said"] for one in answer["items"]] == ["Two"]
    assert answer["recovered"] is True


@pytest.mark.parametrize("since", ["0", "-1", "x-1", "another-5", "é-2"])
def test_from_a_place_that_is_not_known_it_says_that_it_may_miss_some(
    since: str, base: str, ana: Visitor
) -> None:
    assert ana.get(f"{base}/feed/newer?since={since}").json["recovered"] is False
    assert "Much has happened" in ana.page(f"{base}/feed/newer?since={since}").text
