"""A stream without a proxy is chunked: each block arrives whole, and a client library hears it at
once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from carecircle.care.families.actions import remove_member
from carecircle.delivery.frames import CHUNKED_SSE, SOCKET, SSE, SseWire, chunk
from tests.delivery.chunks import blocks_of, chunks_of
from tests.delivery.readers import Door, raw_socket
from tests.delivery.served_family import House, served
from tests.servers import databases

server = pytest.mark.server
SAID: dict[str, Callable[[SseWire], bytes]] = {
    "an event": lambda wire: wire.event("note:added", "e-1", b'{"a":1}'),
    "a long event": lambda wire: wire.event("note:added", "e-1", b"x" * 70_000),
    "a hint": lambda wire: wire.hint("typing:start", b"{}"),
    "a heartbeat": lambda wire: wire.heartbeat,
    "hello": lambda wire: wire.say("hello", {"cursor": "e-1"}, retry=2000),
    "a reset": lambda wire: wire.say("reset", {"reason": "behind"}, id_="e-9"),
    "the last words": lambda wire: wire.say("bye", {"reason": "left"}, retry=1),
}


@pytest.mark.parametrize("what", SAID)
def test_a_chunk_is_the_same_block_as_without(what: str) -> None:
    assert SAID[what](CHUNKED_SSE) == chunk(SAID[what](SSE))


def test_only_a_chunked_body_has_an_end() -> None:
    assert (SSE.end, CHUNKED_SSE.end) == (b"", b"0\r\n\r\n")
    assert not hasattr(SOCKET, "end")


def opened(door: Door, version: str, **query: str):
    plain = raw_socket(door.port)
    head = f"GET {door.path('/stream', **query)} HTTP/{version}\r\nHost: localhost\r\n"
    plain.sendall(f"{head}Authorization: Bearer {door.token}\r\n\r\n".encode())
    return plain


def everything(plain) -> tuple[bytes, bytes]:
    read = b"".join(iter(lambda: plain.recv(65536), b""))
    head, _, body = read.partition(b"\r\n\r\n")
    return head, body


@server
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_block_of_a_stream_is_whole_and_the_body_ends(
    version: str, migrated_file: Path, tmp_path: Path
) -> None:
    """Replayed and live events, a heartbeat, and the last words of a stream that grows old."""
    url = databases.copy_of(migrated_file, tmp_path)
    settings = {"heartbeat_s": "1", "stream_life_s": "4"}
    with served(tmp_path / "instance", url, **settings) as house:
        epoch = json.loads(house.door().get(house.door().path())[1])["head"].partition("-")[0]
        house.tell(3, text="\u00e9\r\n\r\n0\r\n\r\n" + "x" * 5_000)
        plain = opened(house.door(), version, after=f"{epoch}-0")
        house.wait_for(lambda figures: figures["streams"] == 1)
        house.tell(20)
        head, body = everything(plain)
    assert (b"Transfer-Encoding: chunked" in head) == (version == "1.1")
    parts = chunks_of(body) if version == "1.1" else [body]
    blocks = [block for part in parts for block in blocks_of(part)]
    names = [block["event"] for block in blocks if block["event"] != "presence:update"]
    assert names[0] == "hello"
    assert names.count("note:added") >= 23
    assert "hb" in names
    assert names[-1] == "drain"


@server
def test_a_stream_of_one_who_is_removed_ends_too(house: House) -> None:
    who = house.join("Gil", "caregiver")
    plain = opened(house.door(who), "1.1")
    house.wait_for(lambda figures: figures["streams"] >= 1)
    remove_member(house.cast.ana, house.members[who])
    *_, last = chunks_of(everything(plain)[1])
    assert blocks_of(last)[0]["event"] == "bye"


@server
@pytest.mark.parametrize("size", [1, 512, 8192])
def test_a_client_library_hears_an_event_at_once(house: House, size: int) -> None:
    """Before the next heartbeat, however much it reads at a time."""
    door = house.door()
    address = f"http://127.0.0.1:{door.port}{door.path('/stream')}"
    with requests.get(address, headers=door.headers, stream=True, timeout=60) as answer:
        lines = answer.iter_lines(chunk_size=size)
        heard = []
        while not heard or not heard[-1].startswith(b"data:"):
            heard.append(next(lines))
        house.tell(text="at once")
        while b"at once" not in heard[-1]:
            heard.append(next(lines))
    assert b"event: hb" not in heard
