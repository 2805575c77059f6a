"""The handoff: prefilled from the log, read back by another, reminded of where nobody does."""

import re
from datetime import timedelta

from carecircle import clock
from carecircle.care.shifts.actions import emit_uncovered_shifts, remind_of_handoffs
from carecircle.care.shifts.models import Shift
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def on_duty(cast: Cast, ben: Visitor) -> str:
    begin = clock.now() - timedelta(minutes=50)
    hours = {"starts_at": begin.isoformat(), "ends_at": clock.now().isoformat()}
    base = f"/families/{cast.family_id}/shifts"
    here = f"{base}/{ben.post(base, **hours).json['id']}"
    ben.post(f"{here}/start")
    return here


def handoffs(cast: Cast) -> list[Event]:
    with reading() as session:
        rows = session.query(Event).filter_by(family_id=cast.family_id, type="shift:handoff")
        return list(rows.order_by(Event.seq))


def test_it_is_prefilled_with_what_the_shift_recorded(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana))
    here = on_duty(cast, ben)
    base = f"/families/{cast.family_id}"
    ben.post(f"{base}/doses/{dose.id}/administration", outcome="refused", reason="Too sleepy")
    ben.post(f"{base}/notes", body="Slept until ten")
    ben.post(f"{base}/observations", kind="fluids", value="200")
    ben.post(f"{base}/observations", kind="fluids", value="150")
    page = ben.page(f"{here}/handoff").text
    assert "Drank 350 ml" in page
    assert "Slept until ten" in page
    made = ben.post(f"{here}/handoff", illness="watch", summary="Sleepy", belongings="House key")
    assert made.status_code == 201
    assert any("Slept until ten" in fact for fact in made.json["facts"])


def test_a_prn_stands_in_it_with_the_next_safe_time(cast: Cast, ben: Visitor) -> None:
    prn = casting.prescribe_prn(cast.ana)
    here = on_duty(cast, ben)
    base = f"/families/{cast.family_id}"
    given = ben.post(f"{base}/medications/{prn.id}/administrations", reason="Hip pain", score=5)
    assert given.status_code == 201
    said = re.search(
        rf"PRN: {prn.name} \d\d:\d\d, next safe time", ben.page(f"{here}/handoff").text
    )
    assert said is not None


def test_another_reads_it_back_and_only_another(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    here = on_duty(cast, ben)
    ben.send(f"{here}/handoff", illness="stable", belongings="House key\nPhone")
    assert ben.post(f"{here}/handoff/acceptance", read_back="Mine").status_code == 403
    assert ana.post(f"{here}/handoff/acceptance").status_code == 422
    told = {"read_back": "All stable", "received": ["House key"]}
    assert ana.send(f"{here}/handoff/acceptance", **told).status_code == 303
    shown = ana.get(f"{here}/handoff").json
    assert shown["accepted_by"]["name"] == "Ana Almeida"
    assert "All stable" in ben.page(f"{here}/handoff").text


def test_what_nobody_accepts_is_reminded_of_twice(cast: Cast, ben: Visitor) -> None:
    here = on_duty(cast, ben)
    ben.post(f"{here}/handoff", illness="stable")
    for minutes in (14, 16, 16, 31, 31, 120):
        with clock.moved_to(clock.now() + timedelta(minutes=minutes)):
            remind_of_handoffs()
    assert [event.data.get("told") for event in handoffs(cast)] == [None, "late", "missing"]


def test_an_accepted_one_is_not_waited_for(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    here = on_duty(cast, ben)
    ben.post(f"{here}/handoff", illness="stable")
    ana.post(f"{here}/handoff/acceptance", read_back="Yes")
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        assert remind_of_handoffs() == 0


def test_a_viewer_reads_and_a_stranger_finds_nothing(
    cast: Cast, ben: Visitor, vera: Visitor, sam: Visitor
) -> None:
    here = on_duty(cast, ben)
    ben.post(f"{here}/handoff", illness="unwell")
    assert vera.get(f"{here}/handoff").json["illness"] == "unwell"
    assert vera.post(f"{here}/handoff/acceptance", read_back="I").status_code == 403
    assert sam.get(f"{here}/handoff").status_code == 404


def test_how_long_is_waited_is_the_familys_own(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    here = on_duty(cast, ben)
    numbers = f"/families/{cast.family_id}/numbers"
    ben.post(f"{here}/handoff", illness="stable")
    assert ana.post(numbers, accept_min=40, accept_admin_min=30).status_code == 422
    assert ana.post(numbers, accept_min=40, accept_admin_min=50).status_code == 200
    assert "within 40 minutes of the end" in ben.page(f"{here}/handoff").text
    for minutes, told in ((16, [None]), (41, [None, "late"]), (51, [None, "late", "missing"])):
        with clock.moved_to(clock.now() + timedelta(minutes=minutes)):
            remind_of_handoffs()
        assert [event.data.get("told") for event in handoffs(cast)] == told


def test_how_long_one_waits_for_who_has_not_come_is_too(cast: Cast, ana: Visitor) -> None:
    base = f"/families/{cast.family_id}"
    begin = clock.now() + timedelta(minutes=5)
    span = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=4)).isoformat()}
    shift = ana.post(f"{base}/shifts", **span, member=cast.ben.member_id).json["id"]
    ana.post(f"{base}/numbers", come_min=40, come_again_min=50)
    seen = []
    for minutes in (1, 39, 41, 51):
        with clock.moved_to(begin + timedelta(minutes=minutes)):
            emit_uncovered_shifts()
            with reading() as session:
                seen.append(session.get_one(Shift, shift).told)
    assert seen == ["nothing", "nothing", "late", "missing"]
