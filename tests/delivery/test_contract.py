"""One contract for every transport: the same events, the same bytes, in order, none missing."""

import json

import pytest

from tests.delivery.readers import EVERY, Poll, Reader
from tests.delivery.served_family import House

transports = pytest.mark.parametrize("reader", EVERY.values(), ids=EVERY.keys())
live_transports = pytest.mark.parametrize(
    "reader", [kind for name, kind in EVERY.items() if name != "poll"]
)
pytestmark = pytest.mark.server


def numbers(bodies: list[bytes]) -> list[int]:
    return [json.loads(body)["seq"] for body in bodies]


def head_of(house: House) -> tuple[str, int]:
    epoch, _, seq = Poll(house.door()).opening.head.partition("-")
    return epoch, int(seq)


@transports
def test_without_a_cursor_it_begins_at_the_head_with_no_events(house: House, reader) -> None:
    epoch, seq = head_of(house)
    one: Reader = reader(house.door())
    assert (one.opening.head, one.opening.recovered) == (f"{epoch}-{seq}", True)
    house.tell()
    assert numbers(one.events(1)) == [seq + 1]
    one.close()


@transports
@pytest.mark.parametrize("behind", [0, 1, 7])
def test_it_resumes_from_any_cursor(house: House, reader, behind: int) -> None:
    house.tell(8)
    epoch, seq = head_of(house)
    one: Reader = reader(house.door(), after=f"{epoch}-{seq - behind}")
    house.tell(2)
    assert numbers(one.events(behind + 2)) == list(range(seq - behind + 1, seq + 3))
    assert one.opening.recovered
    one.close()


def test_every_transport_carries_the_same_bytes(house: House) -> None:
    epoch, seq = head_of(house)
    readers = [kind(house.door(), after=f"{epoch}-{seq}") for kind in EVERY.values()]
    house.tell(3, text=" café «\u2028» \\n \r\n\nevent: forged\n\n")
    lists = [one.events(3) for one in readers]
    assert len(lists[0]) == 3
    assert all(found == lists[0] for found in lists)
    for one in readers:
        one.close()


@transports
@pytest.mark.parametrize(
    ("cursor", "reason"),
    [
        ("nonsense", "malformed"),
        ("{epoch}-", "malformed"),
        ("{epoch}--1", "malformed"),
        ("{epoch}-٣", "malformed"),
        ("{epoch}-" + "9" * 40, "malformed"),
        ("\x00", "malformed"),
        ("other-1", "unknown-epoch"),
        ("{epoch}-999999999", "beyond-head"),
    ],
)
def test_a_bad_cursor_is_told_and_a_fresh_start(
    house: House, reader, cursor: str, reason: str
) -> None:
    epoch, seq = head_of(house)
    one: Reader = reader(house.door(), after=cursor.format(epoch=epoch))
    assert (one.opening.recovered, one.opening.reason) == (False, reason)
    assert one.opening.head == f"{epoch}-{seq}"
    house.tell()
    assert numbers(one.events(1)) == [seq + 1]
    one.close()


@transports
def test_a_member_sees_that_something_is_withheld_and_nothing_of_it(house: House, reader) -> None:
    vera, ana = reader(house.door("vera")), reader(house.door("ana"))
    house.tell(text="secret", audience="carers")
    withheld, seen = vera.events(1)[0], ana.events(1)[0]
    shown = json.loads(withheld)
    assert b"secret" in seen
    assert b"secret" not in withheld
    assert (shown["type"], shown["actor"], shown["data"]) == ("withheld", None, {})
    assert shown["id"] == json.loads(seen)["id"]
    vera.close(), ana.close()


@live_transports
def test_it_is_live_at_once(house: House, reader) -> None:
    """Far sooner than any sweep: forty events, each awaited before the next."""
    one: Reader = reader(house.door())
    sweeps = house.figures()["sweeps"]
    for _ in range(40):
        house.tell()
        assert len(one.events(1)) == 1
    assert house.figures()["sweeps"] - sweeps < 40
    one.close()


@pytest.mark.parametrize("reader", [EVERY["sse"], EVERY["websocket"]])
def test_a_stream_too_far_behind_is_told_and_poll_pages_on(house: House, reader) -> None:
    epoch, seq = head_of(house)
    house.tell(501)
    one: Reader = reader(house.door(), after=f"{epoch}-{seq}")
    assert (one.opening.recovered, one.opening.reason) == (False, "too-far-behind")
    paged = Poll(house.door(), after=f"{epoch}-{seq}", limit=100)
    assert numbers(paged.events(501)) == list(range(seq + 1, seq + 502))
    one.close()
