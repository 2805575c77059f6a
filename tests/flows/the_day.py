"""One day of a family, hour by hour: everything that may happen in it does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from carecircle import clock
from carecircle.care.emergencies.actions import emit_batched_receipts, escalate_due
from carecircle.care.medications.follow_ups.actions import emit_effects_due
from carecircle.care.medications.giving.actions import emit_due_doses
from carecircle.care.medications.models import MedicationWarning
from carecircle.care.notifications.actions import send_warnings
from carecircle.care.shifts.actions import emit_uncovered_shifts
from carecircle.db.session import reading
from tests import cast as casting
from tests.delivery.readers import Socket
from tests.delivery.served_family import House
from tests.flows.posting import post, post_at

PART = 60_000


@dataclass
class Day:
    """channel: open since before the day. guest, address: of the other family, invited into this
    one. phone: Ben's websocket. commands: what was said over it."""

    house: House
    channel: str
    guest: str
    address: str
    phone: Socket
    shift: str = ""
    commands: list[str] = field(default_factory=list)

    def one(self, who: str, path: str, **body: Any) -> dict[str, Any]:
        status, said = post(self.house, who, path, **body)
        assert status in (200, 201), (path, said)
        return said

    def say(self, type_: str, **body: Any) -> dict[str, Any]:
        """Over the websocket."""
        self.commands.append(type_)
        reply = self.phone.ask(type=type_, **body)
        assert reply["ok"], reply
        return dict(reply["data"])

    def live(self) -> None:
        for hours in (elsewhere, morning, doses, tablets, talk, alarm, evening, people):
            hours(self)


def when_it_is(moment: datetime, *looks: Callable[[], int]) -> None:
    """What only the clock brings: the jobs look when it is that late."""
    with clock.moved_to(moment):
        for look in looks:
            while look():
                pass


def in_minutes(minutes: float) -> datetime:
    return clock.now() + timedelta(minutes=minutes)


def elsewhere(day: Day) -> None:
    """The other family has a day of its own, of which this one hears nothing."""
    there = f"/families/{day.house.cast.other_family_id}"
    status, _note = post_at(day.house, "sam", f"{there}/notes", body="Tom sang")
    assert status == 201
    status, drill = post_at(day.house, "tess", f"{there}/emergencies", drill=True)
    assert status == 201
    place = f"{there}/emergencies/{drill['id']}/resolution"
    assert post_at(day.house, "sam", place, outcome="drill_over")[0] == 200


def morning(day: Day) -> None:
    """Ben comes, measures, writes down."""
    hours = {"starts_at": in_minutes(-50).isoformat(), "ends_at": in_minutes(10).isoformat()}
    day.shift = day.one("ben", "/shifts", **hours)["id"]
    day.one("ben", f"/shifts/{day.shift}/start")
    day.one("ana", "/numbers", preparing_min=5)
    day.one("ben", "/observations", kind="mood", value="calm")
    wrong = day.one("ben", "/observations", kind="pulse", value="200")["id"]
    day.one("ben", f"/observations/{wrong}/correction", why="Read it wrong")
    day.one("ana", "/agenda", kind="task", what="Ring Dr Malik")
    day.one("vera", "/notes", body="She smiled")
    rosa = {"name": "Rosa A.", "zone": casting.DAY_ZONE, "allergies": "penicillin (swelling)"}
    day.one("ana", f"/recipients/{day.house.cast.rosa}", **rosa)


def _warned(day: Day) -> None:
    """Nobody has seen the warning; after the second round Ben has."""
    for minutes in (0, 20):
        when_it_is(in_minutes(minutes), send_warnings)
    with reading() as session:
        rows = session.query(MedicationWarning.id).filter_by(family_id=day.house.cast.family_id)
        warning = rows.one().id
    day.one("ben", f"/medication-warnings/{warning}/acknowledgement")


def doses(day: Day) -> None:
    """Given, undone, given again, once too often; and one that is forgotten."""
    dose = casting.first_dose(
        casting.prescribe(day.house.cast.ana, times=casting.wall_clock(-5, casting.DAY_ZONE))
    )
    record = day.say("medication:log", dose=dose.id, outcome="given")["id"]
    day.one("ben", f"/administrations/{record}/correction", undo=True, why="Wrong box")
    day.one("ben", f"/doses/{dose.id}/preparation")
    day.one("ben", f"/doses/{dose.id}/administration", outcome="given")
    twice = {"outcome": "given", "really_given": True, "reason": "Did not see it"}
    day.one("ana", f"/doses/{dose.id}/administration", **twice)
    _warned(day)
    later = casting.prescribe(
        day.house.cast.ana, "Digoxin", times=casting.wall_clock(40, casting.DAY_ZONE)
    )
    forgotten = casting.first_dose(later)
    marks = (forgotten.opens_at, forgotten.late_at, forgotten.closes_at, forgotten.tell_at)
    for moment in marks:
        when_it_is(moment or forgotten.closes_at, emit_due_doses)
    _refused(day)


def _refused(day: Day) -> None:
    """Offered again, in vain."""
    syrup = casting.prescribe(
        day.house.cast.ana, "Syrup", times=casting.wall_clock(-3, casting.DAY_ZONE)
    )
    asked = casting.first_dose(syrup)
    no = {"outcome": "refused", "reason": "Too sweet"}
    day.one("ben", f"/doses/{asked.id}/administration", **no)
    offer_at = casting.first_dose(syrup).offer_at
    assert offer_at is not None
    for moment in (offer_at, asked.closes_at):
        when_it_is(moment, emit_due_doses)


def tablets(day: Day) -> None:
    """They run out; one as needed helps; and a stay in hospital."""
    statin = casting.prescribe(
        day.house.cast.ana, "Statin", times=casting.wall_clock(-4, casting.DAY_ZONE)
    )
    day.one("ana", f"/medications/{statin.id}/stock-entries", quantity=8)
    dose = casting.first_dose(statin).id
    day.one("ben", f"/doses/{dose}/administration", outcome="given")
    prn = casting.prescribe_prn(day.house.cast.ana).id
    given = day.one("ben", f"/medications/{prn}/administrations", reason="Hip pain", score=5)["id"]
    when_it_is(in_minutes(61), emit_effects_due)
    day.one("ben", f"/administrations/{given}/effect", effect="worked")
    day.one("ana", "/absences", kind="hospital")


def talk(day: Day) -> None:
    """By HTTP and by websocket; typing, reading, a photo in parts."""
    day.one("ana", "/channels", name="Garden")
    here = f"/channels/{day.channel}"
    said = day.one("vera", f"{here}/messages", text="How is she, @ben?")["id"]
    day.one("vera", f"{here}/messages/{said}/correction", text="How is Rosa, @ben?")
    day.one("ben", f"{here}/read", message=said)
    day.say("typing:start", channel=day.channel)
    day.say("family:send-message", channel=day.channel, text="Well")
    day.say("typing:stop", channel=day.channel)
    photo = BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(photo, "PNG")
    content = photo.getvalue()
    named = {"name": "garden.png", "content_type": "image/png", "size": len(content)}
    day.say("attachment:announce", channel=day.channel, **named)
    for start in range(0, len(content), PART):
        day.phone.connection.send(content[start : start + PART])
    assert day.phone.until("reply")["status"] == 201


def alarm(day: Day) -> None:
    """Raised, heard, nobody answers; then answered, closed, open again, closed."""
    emergency = day.say("emergency:raise", kind="fall")["id"]
    here = f"/emergencies/{emergency}"
    day.one("vera", "/emergencies", note="In the hall")
    day.one("vera", f"{here}/receipt", kind="received")
    day.say("emergency:seen", emergency=emergency)
    when_it_is(in_minutes(1.1), emit_batched_receipts, escalate_due)
    day.say("emergency:decline", emergency=emergency)
    day.one("ana", f"{here}/acknowledgement", answer="on_my_way", minutes=5)
    day.say("emergency:resolve", emergency=emergency, outcome="handled")
    day.one("ana", f"{here}/reopening")
    day.say("emergency:acknowledge", emergency=emergency, answer="on_scene")
    day.one("ben", f"{here}/resolution", outcome="handled")
    when_it_is(in_minutes(1.1), emit_batched_receipts)


def evening(day: Day) -> None:
    """Ben hands over and goes; nobody comes for the night."""
    shift = f"/shifts/{day.shift}"
    day.one("ben", f"{shift}/handoff", illness="watch", belongings="House key")
    day.one("ana", f"{shift}/handoff/acceptance", read_back="Watch her")
    day.one("ben", f"{shift}/end", why="Ana gives it")
    begin = in_minutes(10)
    hours = {"starts_at": begin.isoformat(), "ends_at": in_minutes(70).isoformat()}
    day.one("ana", "/shifts", **hours)
    when_it_is(begin + timedelta(minutes=1), emit_uncovered_shifts)


def people(day: Day) -> None:
    """Somebody is invited, joins, may do more, and is removed."""
    invited = day.one("ana", "/invitations", email=day.address, role="viewer")["token"]
    status, joined = post_at(day.house, day.guest, f"/invitations/{invited}/acceptance")
    assert status == 201, joined
    day.one("ana", f"/members/{joined['member']}/role", role="caregiver")
    day.one("ana", f"/members/{joined['member']}/removal")
    day.one("ana", "/notifications/read")
    day.say("event:ack", seq=1)
    day.say("leave:family", family=day.house.cast.family_id)
    day.say("join:family", family=day.house.cast.family_id)
    day.say("presence:update", status="away")
