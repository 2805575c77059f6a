"""A dose is given over the websocket by the same rules as over the form, witness included."""

from collections.abc import Iterator

import pytest

from carecircle.auth import pins
from tests import cast as casting
from tests.delivery.readers import Socket
from tests.delivery.served_family import House

pytestmark = pytest.mark.server


@pytest.fixture
def ben(house: House) -> Iterator[Socket]:
    pins.set_pin(house.members["vera"], "4711")
    pins.set_pin(house.members["ben"], "8024")
    pins.set_pin(house.cast.sam.member_id or "", "9135")
    one = Socket(house.door("ben"))
    yield one
    one.close()


@pytest.fixture
def dose(house: House) -> str:
    return casting.first_dose(casting.prescribe(house.cast.ana, "Morphine", needs_witness=True)).id


def test_the_witness_signs_in_the_message(house: House, ben: Socket, dose: str) -> None:
    signed = {"witness": house.members["vera"], "witness_pin": "4711"}
    said = {"dose": dose, "outcome": "given", "idempotency_key": "one", **signed}
    first, again = (ben.ask(type="medication:log", **said) for _ in range(2))
    assert (first["status"], first["data"]["witness"]["name"]) == (201, "Vera Almeida")
    assert again["data"] == first["data"]


def test_oneself_a_stranger_and_a_wrong_pin_are_no_witness(
    house: House, ben: Socket, dose: str
) -> None:
    tried = [
        ({}, "witness"),
        ({"witness": house.members["ben"], "witness_pin": "8024"}, "witness"),
        ({"witness": house.cast.sam.member_id, "witness_pin": "9135"}, "witness"),
        ({"witness": house.members["vera"], "witness_pin": "1357"}, "witness_pin"),
        ({"witness": house.members["vera"]}, "witness_pin"),
        ({"signed": {"member_id": house.members["vera"], "name": "Vera"}}, "signed"),
    ]
    for signed, field in tried:
        reply = ben.ask(type="medication:log", dose=dose, outcome="given", **signed)
        assert (reply["status"], list(reply["error"]["fields"])) == (422, [field])


def test_a_viewer_gives_nothing_and_a_stranger_finds_nothing(house: House, dose: str) -> None:
    vera, sam = Socket(house.door("vera")), Socket(house.door("sam", house.cast.other_family_id))
    assert vera.ask(type="medication:log", dose=dose, outcome="given")["status"] == 403
    assert sam.ask(type="medication:log", dose=dose, outcome="given")["status"] == 404
    vera.close()
    sam.close()


def test_the_time_is_read_on_the_recipients_clock(house: House, ben: Socket) -> None:
    dose = casting.first_dose(casting.prescribe(house.cast.ana)).id
    at = casting.wall_clock(-5)
    reply = ben.ask(type="medication:log", dose=dose, outcome="given", given_at=at)
    assert reply["status"] == 201, reply
    assert reply["data"]["given_at"][14:16] == at[3:]
