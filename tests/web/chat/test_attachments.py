"""Photos: looked at first, written anew, seen by members of the channel alone."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def photo(width: int = 60, height: int = 40, kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Taken at home, 51.5 N"
    written = BytesIO()
    Image.new("RGB", (width, height), "navy").save(written, kind, exif=exif)
    return written.getvalue()


def upload(visitor: Visitor, cast: Cast, content: bytes, name: str = "a.jpg", **fields: str) -> Any:
    return visitor.client.post(
        f"/families/{cast.family_id}/attachments",
        data={"file": (BytesIO(content), name)} | fields,
        headers={"Accept": "application/json"} | visitor.headers,
    )


@pytest.fixture
def channel(cast: Cast, ana: Visitor) -> str:
    return str(ana.post(f"/families/{cast.family_id}/channels", name="Family").json["id"])


def test_a_photo_is_written_anew_without_what_the_camera_wrote(cast: Cast, ben: Visitor) -> None:
    made = upload(ben, cast, photo(4000, 3000))
    assert made.status_code == 201
    assert max(made.json["width"], made.json["height"]) == 1600
    given = ben.get(made.json["url"])
    assert given.headers["Content-Type"] == "image/jpeg"
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert b"Taken at home" not in given.data
    assert dict(Image.open(BytesIO(given.data)).getexif()) == {}


def test_a_photo_sent_to_a_channel_stands_there_for_its_readers(
    cast: Cast, channel: str, ben: Visitor, vera: Visitor, sam: Visitor
) -> None:
    made = upload(ben, cast, photo(), channel=channel, text="Her wrist today")
    page = vera.page(f"/families/{cast.family_id}/channels/{channel}").text
    assert f'src="{made.json["url"]}"' in page
    assert "Her wrist today" in page
    listed = f"/families/{cast.family_id}/channels/{channel}/messages"
    [message] = vera.get(listed).json["items"]
    assert [one["url"] for one in message["attachments"]] == [made.json["url"]]
    assert vera.get(f"{listed}/{message['id']}").json["attachments"] == message["attachments"]
    assert vera.get(made.json["url"]).status_code == 200
    assert sam.get(made.json["url"]).status_code == 404


def test_a_photo_may_have_words_name_somebody_and_be_about_a_dose(
    cast: Cast, channel: str, ben: Visitor, vera: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    vera.page(f"{base}/")
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    words = {"text": "@Vera which of the two?", "about": "dose", "about_id": dose}
    assert upload(ben, cast, photo(), channel=channel, **words).status_code == 201
    [said] = vera.get(f"{base}/channels/{channel}/messages").json["items"]
    assert said["about"] == {"kind": "dose", "id": dose}
    assert "mention" in [one["why"] for one in vera.get(f"{base}/notifications").json["items"]]
    page = vera.page(f"{base}/channels/{channel}").text
    assert f'<a href="{base}/doses/{dose}">About ' in page
    assert "<img" in page
    strange = {"about": "dose", "about_id": "nothing"}
    assert upload(ben, cast, photo(), channel=channel, **strange).status_code == 422


def test_what_is_not_sent_yet_is_its_uploaders_alone(
    cast: Cast, ben: Visitor, vera: Visitor
) -> None:
    made = upload(ben, cast, photo())
    assert vera.get(made.json["url"]).status_code == 404


def test_a_photo_of_the_carers_is_not_there_for_a_viewer(
    cast: Cast, ana: Visitor, ben: Visitor, vera: Visitor
) -> None:
    here = f"/families/{cast.family_id}/channels"
    private = ana.post(here, name="Carers", audience="carers").json["id"]
    made = upload(ben, cast, photo(), channel=private)
    assert (ana.get(made.json["url"]).status_code, vera.get(made.json["url"]).status_code) == (
        200,
        404,
    )
    assert upload(vera, cast, photo(), channel=private).status_code == 404


def test_too_many_pixels_are_refused_from_the_header(cast: Cast, ben: Visitor) -> None:
    huge = photo(6000, 4100, "PNG")
    assert len(huge) < 1_000_000
    answer = upload(ben, cast, huge, "huge.png")
    assert answer.status_code == 422
    assert "24 megapixels" in answer.json["error"]["fields"]["file"]


@pytest.mark.parametrize("content", [b"", photo(400, 300)[:-900]])
def test_what_cannot_be_read_is_refused_in_words(cast: Cast, ben: Visitor, content: bytes) -> None:
    assert upload(ben, cast, content).status_code == 422


def test_too_many_bytes_are_refused(cast: Cast, ben: Visitor) -> None:
    assert upload(ben, cast, b"x" * 10_500_000, "a.bin").status_code == 422
    assert upload(ben, cast, b"x" * 12_000_000, "a.bin").status_code == 413


def test_any_other_file_is_given_out_as_a_file_and_never_shown(cast: Cast, ben: Visitor) -> None:
    made = upload(ben, cast, b"<script>alert(1)</script>", "../../a page.html")
    given = ben.get(made.json["url"])
    assert made.json["name"] == "a page.html"
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment")
