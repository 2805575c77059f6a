"""The face of a care recipient: on each page where something is given, and on the sheet."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from carecircle import clock
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor
from tests.web.medications.prescribing.test_photos import picture, upload


@pytest.fixture
def rosa(cast: Cast) -> str:
    return f"/families/{cast.family_id}/recipients/{cast.rosa}"


def test_it_is_a_square_without_what_the_camera_wrote(rosa: str, ben: Visitor) -> None:
    made = upload(ben, rosa, picture(3000, 4000), Accept="application/json")
    assert made.status_code == 201
    given = ben.get(made.json["url"])
    assert Image.open(BytesIO(given.data)).size == (640, 640)
    assert b"Taken at home" not in given.data
    assert given.headers["Cache-Control"] == "private, no-store"


def test_a_plain_form_brings_it_to_every_page_where_one_must_know_them(
    cast: Cast, rosa: str, ben: Visitor, vera: Visitor
) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    sent = upload(ben, rosa, picture(), Accept="text/html")
    assert (sent.status_code, sent.headers["Location"]) == (303, rosa)
    shown = f'src="{ben.get(rosa).json["photo"]}"'
    home = f"/families/{cast.family_id}"
    for page in (rosa, f"{rosa}/emergency-sheet", f"{rosa}/missing-sheet", f"{home}/"):
        assert shown in vera.page(page).text, page
    assert shown in ben.page(f"{home}/doses/{dose}").text


def test_the_link_that_opens_the_sheet_opens_it_until_it_ends(
    rosa: str, ana: Visitor, stranger: Visitor
) -> None:
    upload(ana, rosa, picture())
    url = ana.post(f"{rosa}/emergency-sheet/links").json["url"].split("localhost")[1]
    assert f'src="{url}/photo"' in stranger.page(url).text
    given = stranger.page(f"{url}/photo")
    assert (given.status_code, given.headers["Content-Type"]) == (200, "image/jpeg")
    assert stranger.page(f"{url[:-1]}x/photo").status_code == 404
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert stranger.page(f"{url}/photo").status_code == 404


def test_another_family_and_strangers_do_not_see_it(
    cast: Cast, rosa: str, ben: Visitor, sam: Visitor, stranger: Visitor
) -> None:
    upload(ben, rosa, picture())
    theirs = rosa.replace(cast.family_id, cast.other_family_id)
    assert [sam.get(f"{page}/photo").status_code for page in (rosa, theirs)] == [404, 404]
    assert upload(sam, theirs, picture(), Accept="application/json").status_code == 404
    assert stranger.get(f"{rosa}/photo").status_code == 401


def test_a_viewer_sees_it_and_adds_none(rosa: str, ben: Visitor, vera: Visitor) -> None:
    upload(ben, rosa, picture())
    assert vera.get(f"{rosa}/photo").status_code == 200
    assert "Another photo" not in vera.page(rosa).text
    assert upload(vera, rosa, picture(), Accept="application/json").status_code == 403


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", None])
def test_what_is_no_photo_is_refused_and_said(
    rosa: str, ben: Visitor, content: bytes | None
) -> None:
    refused = upload(ben, rosa, content, Accept="application/json")
    assert (refused.status_code, list(refused.json["error"]["fields"])) == (422, ["file"])
    page = upload(ben, rosa, content, Accept="text/html")
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert ben.get(f"{rosa}/photo").status_code == 404
