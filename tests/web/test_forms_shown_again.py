"""A form that is refused is shown again, with what was typed and the message beside its field."""

import io
from typing import Any

import pytest

from tests.cast import Cast
from tests.visitors import Visitor
from tests.web.medications.test_refused_forms import comes_back, forms_of, sent


@pytest.fixture
def places(cast: Cast, ben: Visitor) -> dict[str, str]:
    """The pages with such a form, by the last part of the address that it is sent to."""
    base = f"/families/{cast.family_id}"

    def made(path: str, **members: Any) -> str:
        answer = ben.post(f"{base}/{path}", **members)
        assert answer.status_code == 201, answer.text
        return f"{base}/{path}/{answer.json['id']}"

    observation = made("observations", kind="pulse", value="72")
    channel = made("channels", name="Family")
    message = made(f"{channel.removeprefix(base + '/')}/messages", text="Hello")
    return {"observation": observation, "channel": channel, "message": message}


@pytest.mark.parametrize(
    ("page", "action"),
    [("observation", "correction"), ("message", "correction"), ("channel", "attachments")],
)
def test_what_was_typed_comes_back(
    page: str, action: str, places: dict[str, str], ben: Visitor
) -> None:
    forms = forms_of(ben.page(places[page]))
    [(address, form)] = [one for one in forms.items() if one[0].endswith(action)]
    fields = sent(form)
    comes_back(ben.send(address, **fields), address, fields)


def test_words_with_a_file_that_is_missing_stay_with_the_file(
    cast: Cast, places: dict[str, str], ben: Visitor
) -> None:
    here = f"/families/{cast.family_id}/attachments"
    channel = places["channel"].rpartition("/")[2]
    page = ben.send(here, channel=channel, text="The new wheelchair")
    assert page.status_code == 422
    assert page.text.count('value="The new wheelchair"') == 1
    assert 'id="photo-file-error"' in page.text
    said = ben.send(f"{places['channel']}/messages", text="x" * 4001)
    assert said.status_code == 422
    assert 'id="photo-text-error"' not in said.text


@pytest.mark.parametrize("channel", ["", "0nothing"])
def test_without_a_channel_the_error_is_answered(channel: str, cast: Cast, ben: Visitor) -> None:
    here = f"/families/{cast.family_id}/attachments"
    page = ben.send(here, channel=channel, text="The new wheelchair")
    assert page.status_code == (404 if channel else 422)
    file = (io.BytesIO(b"a"), "a.txt")
    if not channel:
        assert ben.send(here, channel=channel, file=file).status_code == 303
