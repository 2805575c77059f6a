"""A key stands for the whole body, its files too."""

from io import BytesIO

from flask import Flask
from PIL import Image

from tests.cast import Cast
from tests.visitors import program_of


def picture(colour: str) -> BytesIO:
    found = BytesIO()
    Image.new("RGB", (8, 8), colour).save(found, "PNG")
    found.seek(0)
    return found


def test_another_picture_under_the_same_key_is_refused(app: Flask, cast: Cast) -> None:
    ana = program_of(app, cast.ana)
    address = f"/families/{cast.family_id}/attachments"

    def send(colour: str):
        return ana.client.post(
            address,
            data={"file": (picture(colour), "a.png")},
            headers={**ana.headers, "Idempotency-Key": "one", "Accept": "application/json"},
        )

    first, same, other = send("red"), send("red"), send("blue")
    assert (first.status_code, same.status_code, other.status_code) == (201, 201, 422)
    assert first.json["id"] == same.json["id"]
    assert other.json["error"]["code"] == "idempotency-key-reused"
