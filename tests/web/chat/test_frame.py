"""The frame of a chat without scripts asks again, whatever happens to one request."""

import pytest
from flask import Flask

from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from tests.cast import Cast
from tests.visitors import browser_of, nobody


@pytest.mark.parametrize("fault", ["signed out", "no such channel", "another family"])
def test_an_error_stands_in_the_frame_and_asks_again(app: Flask, cast: Cast, fault: str) -> None:
    channel = open_channel(cast.ana, ChannelInput.read({"name": "Nights"})).id
    visitor = nobody(app) if fault == "signed out" else browser_of(app, cast.ana)
    family = cast.family_id if fault != "another family" else "0" * 20
    place = channel if fault != "no such channel" else "0" * 20
    found = visitor.page(f"/families/{family}/channels/{place}?since=0")
    assert found.status_code == 200
    assert found.headers["Refresh"] == "28"
    assert "frame-ancestors 'self'" in found.headers["Content-Security-Policy"]
    assert "cannot be shown at the moment" in found.text


def test_the_page_itself_keeps_its_errors(app: Flask, cast: Cast) -> None:
    address = f"/families/{cast.family_id}/channels/{'0' * 20}"
    assert browser_of(app, cast.ana).page(address).status_code == 404
