"""The traps of a websocket, each closed: origin, rights, size, pings, partial writes, speed."""

import http.client
import json
import struct
import time
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from carecircle import clock
from carecircle.delivery.limits import Limits
from tests.delivery.readers import Door, Poll, Socket
from tests.delivery.served_family import House

pytestmark = pytest.mark.server


def refused(house: House, door: Door, **more: str) -> int:
    with pytest.raises(InvalidStatus) as caught:
        Socket(door, **more)
    return caught.value.response.status_code


def test_it_says_401_403_or_404_before_the_upgrade(house: House) -> None:
    assert refused(house, house.door(None)) == 401
    assert refused(house, house.door("sam")) == 404
    assert refused(house, house.door("ana", "0nothing")) == 404
    assert refused(house, house.door("ana", "0NOTHING%00")) == 404


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://evil.example", 403),
        ("http://127.0.0.1", 403),
        ("http://127.0.0.1.evil.example:{port}", 403),
        ("https://127.0.0.1:{port}", 403),
        ("null", 403),
        ("http://127.0.0.1:{port}", 101),
    ],
)
def test_a_browser_comes_in_from_our_own_pages_only(house: House, origin: str, status: int) -> None:
    door, _ = house.browser("ana")
    named = origin.format(port=house.server.port)
    if status == 101:
        Socket(door, origin=named).close()
    else:
        assert refused(house, door, origin=named) == status


def test_a_token_opens_no_socket_to_a_page_of_another_site(house: House) -> None:
    assert refused(house, house.door("ana"), origin="https://evil.example") == 403
    assert refused(house, house.door(None), origin="https://evil.example") == 401
    Socket(house.door("ana"), origin=f"http://127.0.0.1:{house.server.port}").close()


def test_the_handshake_agrees_on_no_deflate_and_carries_the_request_id(house: House) -> None:
    one = Socket(house.door())
    sent = one.connection.response.headers
    assert "Sec-WebSocket-Extensions" not in sent
    assert "Set-Cookie" not in sent
    assert len(sent["X-Request-Id"]) == 20
    assert abs(int(sent["CareCircle-Time"]) - clock.milliseconds()) < 60_000
    one.close()


def test_a_ping_is_answered_with_the_servers_time(house: House) -> None:
    one = Socket(house.door())
    one.connection.send('{"type":"ping","ref":"here"}')
    reply = one.until("reply")
    assert (reply["ref"], reply["ok"]) == ("here", True)
    assert abs(reply["data"]["now"] - clock.milliseconds()) < 60_000
    one.close()


NOT_JSON = ["", "x", "[" * 30000, '{"type":NaN}', '{"type":"event:ack","ref":"\\ud800"}']
NO_OBJECT = ["[1]", "null", "7", '"a"', '{"type": 1}', "{}"]


@pytest.mark.parametrize("said", NOT_JSON + NO_OBJECT)
def test_what_cannot_be_read_is_answered(house: House, said: str) -> None:
    one = Socket(house.door())
    one.connection.send(said)
    reply = one.until("reply")
    assert (reply["ok"], reply["status"], reply["error"]["code"]) == (False, 400, "malformed")
    one.close()


BAD_FIELDS = [
    ("event:ack", "seq", {"seq": "x"}),
    ("presence:update", "status", {"status": "asleep"}),
    ("medication:log", "dose", {"dose": 5, "outcome": "given"}),
    ("emergency:refuse", "emergency", {}),
    ("family:send-message", "channel", {"text": "x"}),
    ("typing:start", "channel", {}),
]


@pytest.mark.parametrize(("command", "field", "said"), BAD_FIELDS)
def test_a_bad_field_is_named_in_a_422(
    house: House, command: str, field: str, said: dict[str, Any]
) -> None:
    one = Socket(house.door())
    reply = one.ask(type=command, **said)
    assert (reply["ok"], reply["status"], list(reply["error"]["fields"])) == (False, 422, [field])
    one.close()


def test_a_cursor_of_another_kind_is_a_bad_cursor_like_any(house: House) -> None:
    one = Socket(house.door())
    one.connection.send(json.dumps({"type": "join:family", "after": 5}))
    assert one.until("hello")["recovered"] is False
    assert one.until("reset")["reason"] == "malformed"
    one.close()


def test_an_unknown_command_and_a_foreign_family_are_the_same_404(house: House) -> None:
    one = Socket(house.door())
    strange = {"type": "join:family", "family": house.cast.other_family_id}
    assert one.ask(type="no:such")["status"] == 404
    assert one.ask(**strange)["status"] == 404
    assert one.ask(**{**strange, "family": "0nothing"})["error"] == one.ask(**strange)["error"]
    assert one.ask(**{**strange, "family": ["x"]})["status"] == 400
    one.close()


def test_a_message_beyond_64_kib_closes_with_1009(house: House) -> None:
    one = Socket(house.door())
    one.connection.send(json.dumps({"type": "hb", "x": "a" * 65_000}))
    assert one.ask(type="event:ack", seq=1)["ok"]
    one.connection.send("a" * 65_537)
    assert one.closed()[0] == 1009


def test_a_message_in_small_parts_counts_as_one(house: House) -> None:
    one = Socket(house.door())
    one.connection.send(["a" * 4096] * 17)
    assert one.closed()[0] == 1009


def test_binary_without_an_announcement_is_answered(house: House) -> None:
    one = Socket(house.door())
    one.connection.send(b"\x00\x01")
    assert one.until("reply")["status"] == 400
    one.close()


def test_who_speaks_too_fast_is_closed_with_4429(house: House) -> None:
    one = Socket(house.door())
    for _ in range(100):
        one.connection.send('{"type":"hb"}')
    assert one.ask(type="event:ack", seq=1)["ok"]
    flood = b"".join(_client_frame(b'{"type":"hb"}') for _ in range(400))
    one.connection.socket.sendall(flood)
    assert one.closed()[0] == 4429


def test_a_broken_frame_closes_with_1002(house: House) -> None:
    one = Socket(house.door())
    one.connection.socket.sendall(b"\xff\xff\xff\xff")
    assert one.closed()[0] == 1002


def test_a_text_that_is_not_utf_8_closes_with_1007(house: House) -> None:
    one = Socket(house.door())
    one.connection.socket.sendall(_client_frame(b"\xff\xff"))
    assert one.closed()[0] == 1007


@pytest.mark.parametrize(
    ("version", "status"), [("8", 426), ("0", 426), ("14", 426), ("13, 8", 426), ("", 426)]
)
def test_a_refused_version_is_told_ours(house: House, version: str, status: int) -> None:
    door = house.door()
    answer = _handshake(door, Sec_WebSocket_Version=version)
    assert answer.status == status
    assert answer.headers["Sec-WebSocket-Version"] == "13"


def test_a_handshake_without_a_version_is_told_ours_too(house: House) -> None:
    answer = _handshake(house.door())
    assert (answer.status, answer.headers["Sec-WebSocket-Version"]) == (400, "13")


def _handshake(door: Door, **more: str) -> http.client.HTTPResponse:
    headers = {"Connection": "Upgrade", "Upgrade": "websocket"} | door.headers
    headers |= {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    connection = http.client.HTTPConnection("127.0.0.1", door.port, timeout=20)
    connection.request("GET", door.path("/socket"), headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_pings_are_answered_and_so_is_a_close(house: House) -> None:
    one = Socket(house.door())
    assert one.connection.ping().wait(10)
    one.connection.close(code=1001)
    assert one.connection.close_code == 1001


def test_it_joins_and_leaves_further_families_of_the_same_person(house: House) -> None:
    second = house.join_second_family("ana")
    one = Socket(house.door())
    one.send(type="join:family", familyId=second)
    hello = one.until("hello")
    assert (hello["family"], hello["recovered"], hello["replayed"]) == (second, True, 0)
    house.tell(family_id=second)
    assert one.until("note:added")["family"] == second
    assert one.ask(type="leave:family", family=second)["ok"]
    house.tell(family_id=second)
    house.tell()
    assert one.until("note:added")["family"] == house.cast.family_id
    one.send(type="join:family", family=second, after=f"{hello['cursor']}")
    again = one.until("hello")
    assert again["replayed"] == 2
    assert [json.loads(body)["family"] for body in one.events(2)] == [second, second]
    one.close()


def _client_frame(payload: bytes, opcode: int = 0x81) -> bytes:
    return struct.pack("!BB", opcode, 0x80 | len(payload)) + bytes(4) + payload


def test_what_was_said_just_before_the_close_counts(house: House) -> None:
    """The screen of a phone goes dark in the very moment."""
    one = Socket(house.door())
    raised = {"type": "emergency:raise", "kind": "fall", "recipient": house.cast.rosa}
    said = _client_frame(json.dumps(raised).encode())
    one.connection.socket.sendall(said + _client_frame(struct.pack("!H", 1001), 0x88))
    watcher = Poll(house.door(), after=one.opening.head)
    assert b"emergency:alert" in watcher.events(1)[0]


def test_the_last_command_is_answered_before_the_close(house: House) -> None:
    one = Socket(house.door())
    asked = [{"type": "event:ack", "seq": seq, "ref": f"r{seq}"} for seq in (1, 2, 3)]
    said = b"".join(_client_frame(json.dumps(message).encode()) for message in asked)
    one.connection.socket.sendall(said + _client_frame(struct.pack("!H", 1001), 0x88))
    code, answers = one.closed()
    assert code == 1001
    assert [answer["ref"] for answer in answers if answer["type"] == "reply"] == ["r1", "r2", "r3"]


def test_it_comes_again_after_10_20_and_40_seconds() -> None:
    assert Limits().resend_s == (10, 20, 40)


def test_an_emergency_comes_again_until_it_is_acknowledged(house: House) -> None:
    silent, answering = Socket(house.door("ana")), Socket(house.door("ben"))
    house.tell_emergency()
    alert = answering.until("emergency:alert")
    assert answering.ask(type="event:ack", seq=alert["seq"])["ok"]
    assert silent.until("emergency:alert") == alert
    began = time.monotonic()
    assert silent.until("emergency:alert") == alert
    assert time.monotonic() - began > 5
    assert silent.until("emergency:alert") == alert
    house.tell()
    assert answering.until("note:added")["seq"] == alert["seq"] + 1
    silent.close()
    answering.close()
