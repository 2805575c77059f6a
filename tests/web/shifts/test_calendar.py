"""One's own shifts as iCalendar: when, and nothing else; taken back, it answers no longer."""

from datetime import datetime, timedelta
from html import unescape

from carecircle import clock
from carecircle.care.families.actions import remove_member
from tests.cast import Cast
from tests.visitors import Visitor


def address(cast: Cast, who: Visitor) -> str:
    page = who.send(f"/families/{cast.family_id}/calendar").text
    found = unescape(page.split('id="address" value="')[1].split('"')[0])
    return found[found.index("/calendar/") :]


def plan(cast: Cast, ana: Visitor, member: str | None) -> str:
    begin = clock.now() + timedelta(days=1)
    hours = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=8)).isoformat()}
    told = {"member": member, "note": "Parkinson's nurse comes"}
    return str(ana.post(f"/families/{cast.family_id}/shifts", **hours, **told).json["id"])


def test_it_holds_ones_own_shifts_and_nothing_about_health(
    cast: Cast, ana: Visitor, ben: Visitor, stranger: Visitor
) -> None:
    mine = plan(cast, ana, cast.ben.member_id)
    plan(cast, ana, cast.ana.member_id)
    answer = stranger.page(address(cast, ben))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    lines = answer.text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert lines.count("BEGIN:VEVENT") == 1
    said = dict(line.split(":", 1) for line in lines if ":" in line)
    assert said["UID"] == f"{mine}@carecircle"
    begin, end = (datetime.fromisoformat(said[n]) for n in ("DTSTART", "DTEND"))
    assert end - begin == timedelta(hours=8)
    assert "Parkinson" not in answer.text
    assert "Rosa" not in answer.text


def test_an_address_taken_back_answers_no_longer(
    cast: Cast, ben: Visitor, stranger: Visitor
) -> None:
    first = address(cast, ben)
    second = address(cast, ben)
    assert (stranger.page(first).status_code, stranger.page(second).status_code) == (404, 200)
    assert ben.send(f"/families/{cast.family_id}/calendar/revocation").status_code == 303
    assert stranger.page(second).status_code == 404


def test_who_was_removed_has_no_calendar(cast: Cast, ben: Visitor, stranger: Visitor) -> None:
    here = address(cast, ben)
    remove_member(cast.ana, cast.ben.member_id or "")
    assert stranger.page(here).status_code == 404
