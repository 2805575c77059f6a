"""Chat while it is lived: fifty who type, a connection that drops, one who is removed."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from carecircle.care.families.actions import remove_member
from carecircle.care.families.queries import present_members
from carecircle.db.session import reading
from carecircle.events.models import FamilyStream
from tests import cast as casting
from tests.delivery.readers import Door, Socket, Sse
from tests.delivery.served_family import House, served
from tests.flows.posting import post
from tests.servers import databases


@pytest.fixture(scope="module")
def house(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("chat")
    with served(folder / "instance", databases.copy_of(migrated_file, folder)) as house:
        yield house


def one(house: House, who: str, path: str, **body: Any) -> dict[str, Any]:
    status, said = post(house, who, path, **body)
    assert status in (200, 201), (path, said)
    return said


def heads() -> list[tuple[str, int]]:
    with reading() as session:
        return sorted((row.family_id, row.seq) for row in session.query(FamilyStream))


@pytest.mark.server
def test_fifty_who_type_move_no_cursor_and_are_heard_in_their_own_family_alone(
    house: House,
) -> None:
    families = [_talking_family(house, number) for number in range(10)]
    sockets = [(f, Socket(door)) for f, doors, _c in families for door in doors]
    members = {family: _present(doors[0], family) for family, doors, _c in families}
    before, size = heads(), _rows()
    channels = {family: channel for family, _doors, channel in families}
    for turn in range(3):
        for family, socket in sockets:
            socket.send(type="typing:start", channel=channels[family])
            socket.send(type="presence:update", status=("away", "online", "away")[turn])
    assert house.door("ana").get(f"/families/{house.cast.family_id}/stats")[0] == 200
    assert (heads(), _rows()) == (before, size)
    for family, doors, channel in families:
        _say(doors[0], family, channel, "Enough")
    for family, socket in sockets:
        heard = _until_said(socket, "Enough", present=4)
        typed = [one for one in heard if one["type"] == "typing:start"]
        assert len(typed) >= 5
        assert {one["family"] for one in heard} == {family}
        assert _members_in(heard) <= members[family]
    for _family, socket in sockets:
        socket.close()


def _talking_family(house: House, number: int) -> tuple[str, list[Door], str]:
    from carecircle.care.chat.actions import open_channel
    from carecircle.care.chat.inputs import ChannelInput

    family, _recipient = casting.found(f"Family {number}", "Rosa")
    actors = [casting.join(family, f"Member{n} M", f"M{n}", "admin") for n in range(5)]
    channel = open_channel(actors[0], ChannelInput.read({"name": "Family"}))
    doors = [Door(house.server.port, family, house._token(actor)) for actor in actors]
    return family, doors, channel.id


def _present(door: Door, family: str) -> set[str]:
    """Whose presence a member of the family is told, all of them of it."""
    items = json.loads(door.get(f"/families/{family}/presence", Accept="application/json")[1])
    found = {one["member"] for one in items["items"]}
    with reading() as session:
        assert found == {member.id for member in present_members(session, family)}
    return found


def _say(door: Door, family: str, channel: str, text: str) -> None:
    speaker = Socket(door)
    assert speaker.ask(type="family:send-message", family=family, channel=channel, text=text)["ok"]
    speaker.close()


def _until_said(socket: Socket, text: str, present: int) -> list[dict[str, Any]]:
    """All that came to it until then and until it knows of so many who is here; answers and
    heartbeats left out."""
    found: list[dict[str, Any]] = []
    said = False
    while not said or len(_members_in(found)) < present:
        message = json.loads(socket.connection.recv(timeout=20))
        if "family" in message:
            found.append(message)
            said |= message["type"] == "message" and message["data"]["text"] == text
    return found


def _members_in(heard: list[dict[str, Any]]) -> set[str]:
    return {one["data"]["member"] for one in heard if one["type"] == "presence:update"}


def _rows() -> dict[str, int]:
    from sqlalchemy import func, select

    from carecircle.db.base import Base

    with reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.server
def test_a_message_sent_as_the_connection_drops_arrives_exactly_once(house: House) -> None:
    channel = one(house, "ana", "/channels", name="Once")["id"]
    for turn in range(5):
        listener = Socket(house.door("vera"))
        sender = Socket(house.door("ben"))
        told = {"type": "family:send-message", "channel": channel, "text": f"Line {turn}"}
        sender.send(ref=f"r-{turn}", **told)
        sender.connection.socket.close()  # before the answer: nobody knows whether it arrived
        again = Socket(house.door("ben"))
        again.send(ref=f"r-{turn}", **told)
        assert again.until("reply")["ok"]
        heard = listener.until("message")
        assert heard["data"]["text"] == f"Line {turn}"
        again.close()
        listener.close()
    status, body, _headers = house.door("ana").get(
        f"/families/{house.cast.family_id}/channels/{channel}/messages", Accept="application/json"
    )
    texts = [item["text"] for item in json.loads(body)["items"]]
    assert (status, texts) == (200, [f"Line {turn}" for turn in (4, 3, 2, 1, 0)])


@pytest.mark.server
def test_who_is_removed_in_the_middle_of_a_chat_hears_nothing_later_and_why(
    house: House,
) -> None:
    gil = house.join("gil", "caregiver")
    channel = one(house, "ana", "/channels", name="Before and after")["id"]
    socket, stream, door = Socket(house.door(gil)), Sse(house.door(gil)), house.door(gil)
    one(house, "ana", f"/channels/{channel}/messages", text="Before")
    assert socket.until("message")["data"]["text"] == "Before"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(door.get, door.path(wait=20))
        house.wait_for(lambda figures: figures["long_polls"] > 0)
        remove_member(house.cast.ana, house.members[gil])
        one(house, "ana", f"/channels/{channel}/messages", text="After")
        status, body, _headers = waiting.result()
    assert status == 404
    assert b"no longer a member" in body
    assert b"After" not in body
    code, said = socket.closed()
    assert code == 4403
    assert [m["reason"] for m in said if m["type"] == "bye"] == ["removed"]
    assert "After" not in json.dumps(said)
    blocks = []
    while (block := stream.block()) is not None:
        blocks.append(block)
    assert "After" not in json.dumps(blocks)
    assert "removed" in json.dumps(blocks)
    for path in ("/events", f"/channels/{channel}/messages"):
        assert house.door(gil).get(f"/families/{house.cast.family_id}{path}")[0] == 404
