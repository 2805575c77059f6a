"""A member who reads nothing, or slowly: whole messages or a clean end, and nobody else waits."""

import json
import struct
import time

import pytest

from tests.delivery.chunks import chunks_of
from tests.delivery.readers import Door, Socket, Sse, raw_socket
from tests.delivery.served_family import House

pytestmark = pytest.mark.server
BULK = "x" * 20_000
HANDSHAKE = "GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n{more}\r\n"
UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)


def sleeper(door: Door, end: str, more: str = ""):
    """A client with a small buffer that has asked, and does not read."""
    plain = raw_socket(door.port, receive_buffer=4096)
    asked = HANDSHAKE.format(path=door.path(end), token=door.token, more=more)
    plain.sendall(asked.encode())
    return plain


def everything_from(plain) -> bytes:
    """Read at last, slowly, until the server closes."""
    read = bytearray()
    while data := plain.recv(3000):
        read += data
        time.sleep(0.0005)
    return bytes(read)


def frames(data: bytes) -> list[tuple[int, bytes]]:
    """Every frame, whole; fails where the stream breaks off or is corrupt."""
    found = []
    while data:
        opcode, size = data[0], data[1]
        assert opcode in (0x81, 0x88, 0x89), f"no frame begins with {data[:8]!r}"
        assert size < 128
        at = 2
        if size == 126:
            size, at = struct.unpack("!H", data[2:4])[0], 4
        elif size == 127:
            size, at = struct.unpack("!Q", data[2:10])[0], 10
        assert len(data) >= at + size, "a frame is cut off"
        found.append((opcode, data[at : at + size]))
        data = data[at + size :]
    return found


def stall(house: House, text: str, at_once: int = 5) -> None:
    """Tell so much that a stream that is not read is dropped."""
    before = house.figures()["streams_dropped_slow"]
    for _ in range(60):
        house.tell_at_once(at_once, text=text)
        if house.figures()["streams_dropped_slow"] > before:
            return
    raise AssertionError("the slow reader was never dropped")


def test_a_slow_websocket_gets_whole_frames_and_a_clean_close(house: House) -> None:
    plain = sleeper(house.door(), "/socket", UPGRADE)
    house.wait_for(lambda figures: figures["streams"] >= 1)
    stall(house, BULK)
    _, _, told = everything_from(plain).partition(b"\r\n\r\n")
    *messages, (opcode, close) = frames(told)
    assert (opcode, struct.unpack("!H", close[:2])[0]) == (0x88, 1013)
    said = [json.loads(body) for kind, body in messages if kind == 0x81]
    numbers = [one["seq"] for one in said if "seq" in one]
    assert len(numbers) > 5
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_a_slow_stream_gets_whole_events_and_goes_on_with_its_cursor(house: House) -> None:
    plain = sleeper(house.door(), "/stream")
    house.wait_for(lambda figures: figures["streams"] >= 1)
    stall(house, BULK)
    _, _, told = everything_from(plain).partition(b"\r\n\r\n")
    blocks = b"".join(chunks_of(told)).decode().split("\n\n")
    assert blocks.pop() == ""
    lines = [block.split("data: ")[1] for block in blocks if "\nid: " in block]
    seen = [json.loads(line)["seq"] for line in lines]
    assert seen == list(range(seen[0], seen[0] + len(seen)))
    epoch = json.loads(lines[0])["id"].partition("-")[0]
    again = Sse(house.door(), after=f"{epoch}-{seen[-1]}")
    assert again.opening.recovered
    assert json.loads(again.events(1)[0])["seq"] == seen[-1] + 1
    again.close()


def test_a_member_who_reads_nothing_does_not_hang_the_room(house: House) -> None:
    """A textbook room over flask-sock stopped at the 58th post."""
    asleep = [
        sleeper(house.door("ben"), "/socket", UPGRADE),
        sleeper(house.door("ben"), "/stream"),
    ]
    awake = [Socket(house.door()), Sse(house.door())]
    house.wait_for(lambda figures: figures["streams"] >= 4)
    for _ in range(100):
        house.tell(3, text="y" * 4000)
        assert [len(one.events(3)) for one in awake] == [3, 3]
    for one in [*awake, *asleep]:
        one.close()


def test_small_messages_by_the_thousand_stay_whole(house: House) -> None:
    """600-byte messages broke at the 4,599th where partial writes were ignored."""
    plain = sleeper(house.door(), "/socket", UPGRADE)
    house.wait_for(lambda figures: figures["streams"] >= 1)
    stall(house, "z" * 600, at_once=100)
    _, _, told = everything_from(plain).partition(b"\r\n\r\n")
    assert frames(told)[-1][0] == 0x88
