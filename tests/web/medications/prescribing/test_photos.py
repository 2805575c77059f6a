"""A photo of a medication: written anew, shown where it is given, never in another family."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def picture(width: int = 60, height: int = 40) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Taken at home, 51.5 N"
    written = BytesIO()
    Image.new("RGB", (width, height), "navy").save(written, "JPEG", exif=exif)
    return written.getvalue()


def upload(visitor: Visitor, path: str, content: bytes | None, **headers: str) -> Any:
    sent = {"file": (BytesIO(content), "box.jpg")} if content is not None else {}
    return visitor.client.post(f"{path}/photo", data=sent, headers=headers | visitor.headers)


@pytest.fixture
def medication(cast: Cast) -> str:
    made = casting.prescribe(cast.ana)
    return f"/families/{cast.family_id}/medications/{made.id}"


def test_it_is_written_anew_small_and_without_what_the_camera_wrote(
    medication: str, ben: Visitor
) -> None:
    made = upload(ben, medication, picture(4000, 3000), Accept="application/json")
    assert (made.status_code, made.json["width"], made.json["height"]) == (201, 640, 480)
    given = ben.get(made.json["url"])
    assert given.headers["Content-Type"] == "image/jpeg"
    assert given.headers["Cache-Control"] == "private, no-store"
    assert b"Taken at home" not in given.data
    assert dict(Image.open(BytesIO(given.data)).getexif()) == {}


def test_a_plain_form_brings_it_to_the_pages_where_it_is_given(
    cast: Cast, medication: str, ben: Visitor, vera: Visitor
) -> None:
    sent = upload(ben, medication, picture(), Accept="text/html")
    assert (sent.status_code, sent.headers["Location"]) == (303, medication)
    assert "Add a photo" not in ben.page(medication).text
    url = ben.get(medication).json["photo"]
    assert f'src="{url}"' in vera.page(medication).text
    [dose] = ben.get(f"/families/{cast.family_id}/doses").json["items"]
    assert f'src="{url}"' in ben.page(f"/families/{cast.family_id}/doses/{dose['id']}").text


def test_a_newer_one_takes_its_place_and_has_another_address(medication: str, ben: Visitor) -> None:
    upload(ben, medication, picture(60, 40))
    upload(ben, medication, picture(30, 80))
    assert Image.open(BytesIO(ben.get(f"{medication}/photo").data)).size == (30, 80)


def test_another_family_neither_sees_nor_changes_it(
    cast: Cast, medication: str, ben: Visitor, sam: Visitor
) -> None:
    upload(ben, medication, picture())
    assert sam.get(f"{medication}/photo").status_code == 404
    theirs = medication.replace(cast.family_id, cast.other_family_id)
    assert sam.get(f"{theirs}/photo").status_code == 404
    assert upload(sam, theirs, picture(), Accept="application/json").status_code == 404


def test_a_viewer_sees_it_and_adds_none(medication: str, ben: Visitor, vera: Visitor) -> None:
    upload(ben, medication, picture())
    assert vera.get(f"{medication}/photo").status_code == 200
    assert upload(vera, medication, picture(), Accept="application/json").status_code == 403


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", None])
def test_what_is_no_photo_is_refused_and_said(
    medication: str, ben: Visitor, content: bytes | None
) -> None:
    refused = upload(ben, medication, content, Accept="application/json")
    assert (refused.status_code, list(refused.json["error"]["fields"])) == (422, ["file"])
    page = upload(ben, medication, content, Accept="text/html")
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert ben.get(f"{medication}/photo").status_code == 404
