"""The members of a websocket message: two spellings of one name, and one name twice."""

from typing import Any

import pytest

from carecircle.care.errors import Invalid, Malformed
from carecircle.delivery import commands

ONE: list[tuple[str, dict[str, Any]]] = [
    ('"channelId": "c"', {"channel": "c"}),
    ('"channelId": "c", "channel": "c"', {"channel": "c"}),
    ('"channel": "", "channelId": "c"', {"channel": "c"}),
    ('"channelId": "c", "channel": null', {"channel": "c"}),
    ('"channelId": null', {"channel": None}),
]
TWO = [
    ('"channelId": "c", "channel": "d"', "channel"),
    ('"channel": "d", "channelId": "c"', "channel"),
    ('"familyId": "f", "family": "g"', "family"),
    ('"aboutId": "a", "about": "b"', "about"),
    ('"channelId": 1, "channel": true', "channel"),
    ('"idempotencyKey": "a", "idempotency_key": "b"', "idempotency_key"),
]


@pytest.mark.parametrize(("members", "read"), ONE)
def test_spellings_of_one_name_are_one_member(members: str, read: dict[str, Any]) -> None:
    found = commands.read(f'{{"type": "typing:start", {members}}}')
    assert found == {"type": "typing:start"} | read


@pytest.mark.parametrize(("members", "name"), TWO)
def test_two_values_of_one_name_are_refused_with_the_ref(members: str, name: str) -> None:
    with pytest.raises(Invalid) as caught:
        commands.read(f'{{"type": "typing:start", "ref": 7, {members}}}')
    answer = commands.refusal(None, caught.value)
    assert (answer["ref"], answer["status"]) == (7, 422)
    assert answer["error"]["fields"] == {name: "Say this once only"}


@pytest.mark.parametrize("members", ['"text": "a", "text": "b"', '"x": {"text": 1, "text": 2}'])
def test_a_member_that_is_sent_twice_is_named(members: str) -> None:
    with pytest.raises(Malformed) as caught:
        commands.read(f'{{"type": "family:send-message", {members}}}')
    assert "text" in caught.value.message
