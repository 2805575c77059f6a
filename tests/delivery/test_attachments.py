"""A photo over the websocket: announced, sent in parts, kept once it is whole."""

import json
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from tests import cast as casting
from tests.delivery.readers import Socket
from tests.delivery.served_family import House

PART = 60_000
JSON = "application/json"


def photo() -> bytes:
    written = BytesIO()
    Image.effect_noise((700, 500), 80).convert("RGB").save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def socket(house: House):  # type: ignore[no-untyped-def]
    reader = Socket(house.door("ben"))
    yield reader
    reader.close()


def announce(socket: Socket, **given: object) -> dict[str, Any]:
    told = {"type": "attachment:announce", "name": "wrist.png", "content_type": "image/png"}
    return socket.ask(**(told | given))


def test_it_is_kept_when_the_last_part_has_come(house: House, socket: Socket) -> None:
    content = photo()
    assert announce(socket, size=len(content))["ok"]
    for start in range(0, len(content), PART):
        socket.connection.send(content[start : start + PART])
    kept = socket.until("reply")
    assert (kept["status"], kept["data"]["content_type"]) == (201, "image/jpeg")
    status, body, headers = house.door("ben").get(kept["data"]["url"])
    assert (status, headers["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(body)).size == (700, 500)


def test_it_may_have_words_name_somebody_and_be_about_a_dose(house: House, socket: Socket) -> None:
    base, vera = f"/families/{house.cast.family_id}", Socket(house.door("vera"))
    assert house.browser("vera")[0].get(f"{base}/", Accept="text/html")[0] == 200
    channel = open_channel(house.cast.ana, ChannelInput.read({"name": "Photos"})).id
    dose = casting.first_dose(casting.prescribe(house.cast.ana)).id
    content, words = photo(), "@Vera which of the two?"
    told = {"channel": channel, "text": words, "about": "dose", "about_id": dose}
    assert announce(socket, size=len(content), **told)["ok"]
    for start in range(0, len(content), PART):
        socket.connection.send(content[start : start + PART])
    kept = socket.until("reply")["data"]
    assert vera.until("message")["data"]["text"] == words
    [said] = items(house, f"{base}/channels/{channel}/messages")
    assert (said["text"], said["about"]) == (words, {"kind": "dose", "id": dose})
    page = house.door("vera").get(f"{base}/channels/{channel}", Accept="text/html")[1].decode()
    assert f'src="{kept["url"]}"' in page
    assert "mention" in [one["why"] for one in items(house, f"{base}/notifications")]
    assert house.door("vera").get(kept["url"])[0] == 200
    vera.close()


def items(house: House, path: str) -> list[dict[str, Any]]:
    return list(json.loads(house.door("vera").get(path, Accept=JSON)[1])["items"])


def test_what_was_not_announced_or_is_too_large_is_refused(socket: Socket) -> None:
    socket.connection.send(b"out of the blue")
    assert not socket.until("reply")["ok"]
    assert announce(socket, size=11 * 1024 * 1024)["status"] == 422


def test_more_than_was_announced_is_refused(socket: Socket) -> None:
    assert announce(socket, size=10)["ok"]
    socket.connection.send(b"x" * 20)
    assert socket.until("reply")["status"] == 422
