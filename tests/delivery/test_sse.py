"""Server-sent events: the head, the last words, and who comes in."""

import json

import pytest

from carecircle import clock
from tests.delivery.readers import Sse, raw_socket
from tests.delivery.served_family import House
from tests.delivery.test_wire_errors import UNREADABLE, read

pytestmark = pytest.mark.server

HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@pytest.mark.parametrize("who", ["ana", "sam"])
def test_a_stream_has_exactly_the_headers_of_the_contract(house: House, who: str) -> None:
    one = Sse(house.door(who))
    sent = dict(one.answer.getheaders())
    assert {name: sent.get(name) for name in HEADERS} == HEADERS
    assert sent["X-Request-Id"]
    assert who == "sam" or sent["Connection"] == "close"
    assert not {"Set-Cookie", "Content-Encoding"} & set(sent)
    assert sent.get("Transfer-Encoding") == (None if who == "sam" else "chunked")
    one.close()


def test_the_first_block_says_when_to_come_back_and_hello(house: House) -> None:
    one = Sse(house.door())
    assert one.first is not None
    assert set(one.first) == {"retry", "event", "data"}
    hello = json.loads(one.first["data"])
    assert set(hello) == {"cursor", "recovered", "replayed", "heartbeat_s"}
    assert hello["heartbeat_s"] == 15
    one.close()


def test_last_event_id_wins_over_after(house: House) -> None:
    house.tell(3)
    epoch, _, seq = Sse(house.door()).opening.head.partition("-")
    ids = {"after": f"{epoch}-{int(seq) - 3}", "last_event_id": f"{epoch}-{int(seq) - 1}"}
    one = Sse(house.door(), **ids)
    assert one.opening.replayed == 1
    one.close()


def test_a_reset_moves_the_cursor_to_the_head(house: House) -> None:
    one = Sse(house.door(), after="old-1")
    assert one.opening.reason == "unknown-epoch"
    again = Sse(house.door(), last_event_id=one.opening.head)
    assert again.opening.recovered
    one.close()
    again.close()


@pytest.mark.parametrize(
    ("who", "family", "reason"),
    [(None, None, "not-found"), ("sam", None, "not-found"), ("ana", "0nothing", "not-found")],
)
def test_strangers_hear_bye_alone(
    house: House, who: str | None, family: str | None, reason: str
) -> None:
    one = Sse(house.door(who, family))
    assert one.answer.status == 200
    assert one.first is not None
    assert (one.first["event"], json.loads(one.first["data"])) == ("bye", {"reason": reason})
    assert one.block() is None


def test_a_line_break_in_a_text_forges_nothing(house: House) -> None:
    one = Sse(house.door())
    house.tell(text="\n\nevent: bye\ndata: {}\r\rid: 7\u2028\x85")
    house.tell()
    assert [json.loads(body)["type"] for body in one.events(2)] == ["note:added"] * 2
    one.close()


def test_a_head_request_opens_no_stream(house: House) -> None:
    before = house.figures()["streams_opened"]
    door = house.door()
    assert door.ask("HEAD", door.path("/stream")) == 200
    assert house.figures()["streams_opened"] == before


def test_a_peer_that_goes_away_is_seen_at_once(house: House) -> None:
    before = house.figures()["streams"]
    many = [Sse(house.door()) for _ in range(5)]
    assert house.figures()["streams"] == before + 5
    for one in many:
        one.close()
    assert house.figures()["streams"] == before


def test_a_request_that_cannot_be_read_is_answered_by_us(house: House) -> None:
    for request, status, code in UNREADABLE.values():
        with raw_socket(house.server.port) as client:
            client.sendall(request)
            answer, body = read(client)
            assert (answer.status, body["error"]["code"]) == (status, code), request
            assert abs(int(answer.getheader("CareCircle-Time", "0")) - clock.milliseconds()) < 60e3
