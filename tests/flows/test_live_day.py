"""One scripted day: two families, six members, four transports; and what must hold in it."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from carecircle import clock
from carecircle.care.families.actions import remove_member
from carecircle.care.medications.actions import tell_what_fell_due
from carecircle.care.shifts.actions import tell_who_has_not_come
from carecircle.db.session import reading
from carecircle.events.models import Event, FamilyStream
from tests import cast as casting
from tests.delivery.house import House, served
from tests.delivery.readers import Door, LongPoll, Poll, Socket, Sse
from tests.flows.dom import apply, difference, parse
from tests.flows.posting import post
from tests.servers import databases

PLACES = ("/", "/shifts", "/channels", "/observations", "/agenda", "/emergencies", "/notes")
ASKED_FOR = frozenset({"stats", "unread", "seen", "strip", "here"})
WRITERS = {"sse": Sse, "websocket": Socket, "long poll": LongPoll, "poll": Poll}


@pytest.fixture(scope="module")
def house(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("day")
    with served(folder / "instance", databases.copy_of(migrated_file, folder)) as house:
        yield house


class Screen:
    """What a member has open: pages as they were, and a reader that brings the fragments."""

    def __init__(self, door: Door, kind: Any):
        self.door = door
        start = json.loads(door.get(door.path())[1])["cursor"]
        self.pages = {place: self._fetch(place) for place in PLACES}
        self.reader = kind(door, after=start, format="html")
        self.types: list[str] = []

    def _fetch(self, place: str) -> Any:
        path = f"/families/{self.door.family_id}{place}"
        status, body, _headers = self.door.get(path, Accept="text/html")
        assert status == 200, path
        return parse(body.decode()).find("main")

    def take(self, count: int) -> None:
        for body in self.reader.events(count):
            event = json.loads(body)
            self.types.append(event["type"])
            for page in self.pages.values():
                apply(page, event["html"])

    def differs(self) -> str:
        found = [difference(page, self._fetch(p), ASKED_FOR) for p, page in self.pages.items()]
        return "\n".join(one for one in found if one)


def told(family_id: str) -> list[str]:
    with reading() as session:
        rows = session.query(Event).filter_by(family_id=family_id).order_by(Event.seq)
        return [event.type for event in rows]


def one(house: House, who: str, path: str, **body: Any) -> dict[str, Any]:
    status, said = post(house, who, path, **body)
    assert status in (200, 201), (path, said)
    return said


def live_a_day(house: House) -> None:
    """Everything that a day may bring, over HTTP, and what only the clock brings."""
    medication = casting.prescribe(house.cast.ana, times=casting.wall_clock(-5))
    dose = casting.first_dose(medication)
    later = casting.first_dose(
        casting.prescribe(house.cast.ana, "Digoxin", times=casting.wall_clock(40))
    )
    begin = clock.now() - timedelta(minutes=50)
    hours = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=1)).isoformat()}
    shift = one(house, "ben", "/shifts", **hours)["id"]
    one(house, "ben", f"/shifts/{shift}/start")
    record = one(house, "ben", f"/doses/{dose.id}/administration", outcome="given")["id"]
    one(house, "ben", f"/administrations/{record}/correction", undo=True, why="Wrong box")
    for at in (later.opens_at, later.late_at, later.closes_at):
        with clock.moved_to(at):
            tell_what_fell_due()
    one(house, "ben", "/observations", kind="mood", value="calm")
    one(house, "ana", "/agenda", kind="task", what="Ring Dr Malik")
    one(house, "vera", "/notes", body="She smiled")
    channel = one(house, "ana", "/channels", name="Family")["id"]
    said = one(house, "vera", f"/channels/{channel}/messages", text="How is she?")["id"]
    one(house, "vera", f"/channels/{channel}/messages/{said}/correction", text="How is Rosa?")
    emergency = one(house, "vera", "/emergencies", type="fall")["id"]
    one(house, "vera", "/emergencies", note="In the hall")
    one(house, "ana", f"/emergencies/{emergency}/refusal")
    one(house, "ben", f"/emergencies/{emergency}/acknowledgement", answer="on_my_way", minutes=5)
    one(house, "ben", f"/emergencies/{emergency}/resolution", outcome="handled")
    one(house, "ana", f"/emergencies/{emergency}/reopening")
    one(house, "ben", f"/emergencies/{emergency}/resolution", outcome="handled")
    one(house, "ben", f"/shifts/{shift}/handoff", illness="watch", belongings="House key")
    one(house, "ana", f"/shifts/{shift}/handoff/acceptance", read_back="Watch her")
    one(house, "ben", f"/shifts/{shift}/end", why="Ana gives it")
    _nobody_comes(house)
    one(house, "ana", f"/members/{house.members['vera']}/role", role="caregiver")


def _nobody_comes(house: House) -> None:
    begin = clock.now() + timedelta(minutes=10)
    hours = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=1)).isoformat()}
    one(house, "ana", "/shifts", **hours)
    with clock.moved_to(begin + timedelta(minutes=1)):
        tell_who_has_not_come()


DAY = {
    *("medication:changed", "medication:logged", "medication:corrected", "medication:due"),
    *("medication:late", "medication:missed", "shift:changed", "shift:started", "shift:ended"),
    *("shift:handoff", "shift:accepted", "shift:uncovered", "channel:opened", "message"),
    *("message:edited", "note:added", "observation:recorded", "agenda:changed"),
    *("emergency:alert", "emergency:updated", "emergency:declined", "emergency:acknowledged"),
    *("emergency:resolved", "emergency:reopened", "member:changed"),
}


@pytest.mark.server
def test_at_the_end_of_a_day_every_screen_equals_a_fresh_load(house: House) -> None:
    cleo = house.join("cleo", "caregiver")
    here = {"ana": Sse, "ben": Socket, "sam": None, cleo: Poll}
    screens = {who: Screen(house.door(who), kind) for who, kind in here.items() if kind}
    screens["long"] = Screen(house.door("ana"), LongPoll)
    elsewhere = [
        Screen(house.door("sam", house.cast.other_family_id), kind) for kind in (Sse, LongPoll)
    ]
    before = len(told(house.cast.family_id))
    live_a_day(house)
    time.sleep(2)  # what the jobs gather comes within a second
    types = told(house.cast.family_id)[before:]
    assert set(types) >= DAY
    for screen in screens.values():
        screen.take(len(types))
        assert screen.types == types
        assert screen.differs() == ""
    for screen in elsewhere:
        assert screen.differs() == ""
    assert told(house.cast.other_family_id) == []
    for screen in [*screens.values(), *elsewhere]:
        screen.reader.close()


def heads() -> list[tuple[str, int]]:
    with reading() as session:
        return sorted((row.family_id, row.seq) for row in session.query(FamilyStream))


@pytest.mark.server
def test_fifty_who_type_move_no_cursor_and_are_heard_in_their_own_family_alone(
    house: House,
) -> None:
    families = [_talking_family(house, number) for number in range(10)]
    sockets = [(f, Socket(door)) for f, doors, _c in families for door in doors]
    before, size = heads(), _rows()
    channels = {family: channel for family, _doors, channel in families}
    for _turn in range(3):
        for family, socket in sockets:
            socket.send(type="typing:start", channel=channels[family])
    assert house.door("ana").get(f"/families/{house.cast.family_id}/stats")[0] == 200
    for family, socket in sockets:
        heard = [socket.until("typing:start") for _ in range(5)]
        assert {one["family"] for one in heard} == {family}
    assert (heads(), _rows()) == (before, size)
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
    socket, stream = Socket(house.door(gil)), Sse(house.door(gil))
    one(house, "ana", f"/channels/{channel}/messages", text="Before")
    assert socket.until("message")["data"]["text"] == "Before"
    remove_member(house.cast.ana, house.members[gil])
    one(house, "ana", f"/channels/{channel}/messages", text="After")
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
