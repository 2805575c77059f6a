"""The messages that the first product sent over its socket, as they stand in its description."""

from typing import Any

import pytest

from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from carecircle.care.errors import Invalid
from carecircle.delivery import commands
from carecircle.delivery.own_commands import OWN_COMMANDS
from carecircle.web.commands import COMMANDS, handlers
from tests.cast import Cast


def channel_of(cast: Cast, name: str, **more: Any) -> str:
    return open_channel(cast.ana, ChannelInput.read({"name": name, **more})).id


def run(cast: Cast, text: str) -> tuple[int, dict[str, Any]]:
    message = {"family": cast.family_id} | commands.read(text)
    return handlers()[message["type"]](cast.ben, message)


@pytest.mark.parametrize(
    "text",
    [
        '"familyId": "F", "message": "She is asleep"',
        '"message": "She is asleep"',
        '"family": "F", "text": "She is asleep"',
        '"familyId": "F", "channelId": "C", "message": "She is asleep"',
        '"family": "F", "channel": "C", "text": "She is asleep"',
    ],
)
def test_a_message_goes_to_the_first_channel_of_the_family(cast: Cast, text: str) -> None:
    channel_of(cast, "Of the carers", audience="carers")
    first = channel_of(cast, "Family")
    channel_of(cast, "Nights")
    given = text.replace('"F"', f'"{cast.family_id}"').replace('"C"', f'"{first}"')
    status, made = run(cast, f'{{"type": "family:send-message", {given}}}')
    assert (status, made["channel"], made["text"]) == (201, first, "She is asleep")


def test_without_any_channel_the_field_is_named(cast: Cast) -> None:
    with pytest.raises(Invalid) as caught:
        run(cast, '{"type": "family:send-message", "message": "x"}')
    assert set(caught.value.fields) == {"channel"}


@pytest.mark.parametrize("channel", ['""', "5", "{}", '["x"]', "true", '{"id": "C"}'])
def test_what_names_no_channel_does_not_go_to_the_first(cast: Cast, channel: str) -> None:
    channel_of(cast, "Family")
    with pytest.raises(Invalid) as caught:
        run(cast, f'{{"type": "family:send-message", "channel": {channel}, "message": "x"}}')
    assert set(caught.value.fields) == {"channel"}


@pytest.mark.parametrize("type_", ["typing:start", "typing:stop"])
def test_who_types_names_the_channel_by_channel_id(cast: Cast, type_: str) -> None:
    channel = channel_of(cast, "Family")
    assert run(cast, f'{{"type": "{type_}", "channelId": "{channel}"}}') == (
        200,
        {"channel": channel},
    )


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('{"type": "join:family", "familyId": "123"}', {"family": "123"}),
        ('{"type": "leave:family", "familyId": "123"}', {"family": "123"}),
        ('{"type": "presence:update", "status": "online"}', {"status": "online"}),
    ],
)
def test_the_commands_of_the_connection_are_read(text: str, fields: dict[str, str]) -> None:
    message = commands.read(text)
    read = (OWN_COMMANDS | COMMANDS)[message["type"]].read(message)
    assert {name: getattr(read, name) for name in fields} == fields
