"""How streams end: busy, drained, too old, silent, removed; each is told what to do next."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from carecircle.auth import tokens
from carecircle.care.families.actions import change_role, remove_member
from carecircle.db.session import reading
from tests.delivery.readers import LongPoll, Socket, Sse
from tests.delivery.served_family import House, served
from tests.servers import databases

pytestmark = pytest.mark.server
Open = Callable[..., House]


@pytest.fixture
def opened(migrated_file: Path, tmp_path: Path):
    """A house of its own, with other settings."""
    left = []

    def start(**settings: str) -> House:
        url = databases.copy_of(migrated_file, tmp_path)
        entered = served(tmp_path / "instance", url, **settings)
        left.append(entered)
        return entered.__enter__()

    yield start
    for entered in left:
        entered.__exit__(None, None, None)


def last_block(one: Sse) -> dict | None:
    last = None
    while (block := one.block()) is not None:
        last = block
    return last


def test_a_full_worker_says_busy_and_still_answers(opened: Open) -> None:
    house = opened(most_streams="2")
    kept = [Sse(house.door()), Socket(house.door())]
    third = Sse(house.door())
    assert third.answer.status == 200
    assert third.first is not None
    assert third.first["event"] == "busy"
    assert json.loads(third.first["data"])["after_ms"] > 0
    code, said = Socket.turned_away(house.door())
    assert (code, said[0]["type"]) == (1013, "busy")
    assert house.door().get(house.door().path())[0] == 200
    kept[0].close()
    assert Sse(house.door()).opening is not None


def test_a_restart_drains_every_stream_before_it_ends(opened: Open) -> None:
    house = opened(workers=2)
    streams = [Sse(house.door()) for _ in range(20)]
    sockets = [Socket(house.door()) for _ in range(20)]
    with ThreadPoolExecutor(60) as pool:
        ended = [pool.submit(last_block, one) for one in streams]
        closed = [pool.submit(one.closed) for one in sockets]
        waiting = pool.submit(lambda: LongPoll(house.door()).events(1, within=0.1))
        assert house.server.stop() == 0  # by itself: it is killed where it takes too long
        words = [json.loads(done.result()["data"])["after_ms"] for done in ended]
        codes = [done.result() for done in closed]
        waiting.cancel()
    assert all(done.result()["event"] == "drain" for done in ended)
    assert len(set(words)) > 10
    assert {code for code, _ in codes} == {1012}
    assert {said[-1]["type"] for _, said in codes} == {"drain"}


def test_a_stream_grows_old_and_is_asked_again(opened: Open) -> None:
    house = opened(heartbeat_s="1", stream_life_s="2")
    one, two = Sse(house.door()), Socket(house.door())
    last = last_block(one)
    assert last is not None
    assert (last["event"], json.loads(last["data"])) == ("drain", {"after_ms": 0})
    assert two.closed()[0] == 1012


def test_heartbeats_come_and_silence_ends_a_socket(opened: Open) -> None:
    house = opened(heartbeat_s="1")
    stream, silent, speaking = Sse(house.door()), Socket(house.door()), Socket(house.door())
    beat = stream.block()
    assert beat == {"event": "hb", "data": "{}"}
    for _ in range(7):
        speaking.until("hb")
        speaking.send(type="hb")
    code, said = silent.closed()
    assert code == 4408
    assert {message["type"] for message in said} == {"hb"}
    assert speaking.ask(type="event:ack", seq=1)["ok"]


@pytest.fixture
def gil(house: House) -> str:
    """A member to be removed; the name of his token."""
    return house.join("Gil", "caregiver")


def test_a_removed_member_hears_nothing_later(house: House, gil: str) -> None:
    stream, socket, kept = (kind(house.door(gil)) for kind in (Sse, Socket, Sse))
    kept = Sse(house.door("ana"))
    remove_member(house.cast.ana, house.members[gil])
    house.tell(20, text="later")
    said = []
    while (block := stream.block()) is not None:
        said.append((block["event"], block["data"]))
    assert said == [("bye", '{"reason":"removed"}')]
    code, messages = socket.closed()
    assert code == 4403
    assert [(one["type"], one.get("reason")) for one in messages] == [("bye", "removed")]
    assert len(kept.events(21)) == 21
    kept.close()


def test_a_removed_member_cannot_come_back_nor_act(house: House, gil: str) -> None:
    socket = Socket(house.door("ana"))
    remove_member(house.cast.ana, house.members[gil])
    assert Sse(house.door(gil)).first["event"] == "bye"
    assert house.door(gil).get(house.door().path(wait=5))[0] == 404
    socket.close()


def test_a_waiting_poll_of_a_removed_member_is_answered_404(house: House, gil: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        door = house.door(gil)
        waiting = pool.submit(door.get, door.path(wait=20))
        house.wait_for(lambda figures: figures["long_polls"] > 0)
        remove_member(house.cast.ana, house.members[gil])
        assert waiting.result()[0] == 404


def test_a_revoked_token_ends_its_streams_only(house: House) -> None:
    stream, other = Sse(house.door("ben")), Sse(house.door("ana"))
    with reading() as session:
        mine = tokens.open_tokens(session, house.cast.ben.account_id or "")
    tokens.revoke(house.cast.ben.account_id or "", mine[0].id)
    said = {"event": "bye", "data": '{"reason":"signed-out"}', "retry": "86400000"}
    assert stream.block() == said
    house.tell()
    assert len(other.events(1)) == 1
    other.close()


def test_a_changed_role_is_asked_again_and_sees_by_it(house: House, gil: str) -> None:
    stream = Sse(house.door(gil))
    change_role(house.cast.ana, house.members[gil], "viewer")
    ended = [block["event"] for block in iter(stream.block, None)]
    assert ended[-1] == "drain"
    again = Sse(house.door(gil))
    house.tell(audience="carers")
    assert json.loads(again.events(1)[0])["type"] == "withheld"
    again.close()


def test_signing_out_closes_the_sockets_of_that_browser(house: House) -> None:
    door, end_session = house.browser("ben")
    socket = Socket(door)
    end_session()
    code, said = socket.closed()
    assert (code, said[-1]["type"]) == (4401, "bye")
