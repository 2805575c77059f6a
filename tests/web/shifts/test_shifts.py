"""Shifts over HTTP: by program, by plain form, by whom."""

import re
from datetime import UTC, date, datetime, timedelta

from carecircle import clock
from carecircle.care.shifts.actions import emit_uncovered_shifts
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


def hours(minutes: int = 0) -> dict[str, str]:
    begin = clock.now() + timedelta(minutes=minutes)
    return {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=8)).isoformat()}


def test_a_program_plans_checks_in_and_out(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/shifts"
    made = ana.post(base, member=cast.ben.member_id, **hours())
    assert made.status_code == 201
    here = f"{base}/{made.json['id']}"
    assert (made.headers["Location"], made.json["state"]) == (here, "planned")
    assert ben.post(f"{here}/start").json["state"] == "on_duty"
    assert ben.post(f"{here}/end").json["state"] == "ended"
    listed = ana.get(base).json
    assert [item["id"] for item in listed["items"]] == [made.json["id"]]
    assert listed["next"] is None


def test_a_plain_form_plans_on_the_familys_clock(cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/shifts"
    on = (clock.now() + timedelta(days=1)).date()
    told = {"starts_at": f"{on}T07:00", "ends_at": f"{on}T15:00", "repeat": "once"}
    answer = ben.send(base, **told)
    assert (answer.status_code, answer.headers["Location"]) == (303, base)
    page = ben.page(f"{base}?on={on}").text
    assert "07:00 to 15:00" in page
    assert "Nobody 15:00 to 24:00" in page


def test_a_form_that_is_wrong_comes_back_as_it_was_typed(cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/shifts"
    told = {"starts_at": "2026-11-24T15:00", "ends_at": "2026-11-24T07:00", "note": "Key is out"}
    answer = ben.send(base, **told)
    assert answer.status_code == 422
    assert "It must end after it begins" in answer.text
    assert "Key is out" in answer.text


def test_checking_out_with_a_dose_open_asks_why(cast: Cast, ben: Visitor) -> None:
    casting.prescribe(cast.ana)
    base = f"/families/{cast.family_id}/shifts"
    here = f"{base}/{ben.post(base, **hours()).json['id']}"
    ben.send(f"{here}/start")
    refused = ben.post(f"{here}/end")
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "doses-not-recorded")
    assert "Amlodipine" in ben.send(f"{here}/end").text
    assert ben.send(f"{here}/end", why="Rosa sleeps").status_code == 303
    assert "Rosa sleeps" in ben.page(here).text


def test_a_viewer_looks_and_a_stranger_finds_nothing(
    cast: Cast, ana: Visitor, vera: Visitor, sam: Visitor
) -> None:
    base = f"/families/{cast.family_id}/shifts"
    made = ana.post(base, **hours()).json["id"]
    assert vera.page(base).status_code == 200
    assert vera.post(f"{base}/{made}/start").status_code == 403
    assert sam.get(f"{base}/{made}").status_code == 404


def test_the_month_is_whole_weeks_and_leads_to_its_neighbours(cast: Cast, vera: Visitor) -> None:
    base = f"/families/{cast.family_id}/shifts"
    page = vera.page(f"{base}?view=month&on=2026-12-10").text
    table = page[page.index('<table class="month">') : page.index("</table>")]
    assert re.findall(r'scope="col">(\w+)<', table)[::6] == ["Monday", "Sunday"]
    weeks = [re.findall(r'<section [^>]*id="rota-([0-9-]+)"', row) for row in table.split("<tr>")]
    assert [len(week) for week in weeks[2:]] == [7, 7, 7, 7, 7]
    assert (weeks[2][0], weeks[-1][-1]) == ("2026-11-30", "2027-01-03")
    assert table.count('<td class="out">') == 4
    assert 'view=month&amp;on=2026-11-01">November<' in page
    assert 'view=month&amp;on=2027-01-01">January<' in page


def test_gaps_and_overlaps_have_a_word_and_a_shape(cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/shifts"
    on = (clock.now() + timedelta(days=3)).date()
    for begin, end in (("08:00", "15:00"), ("14:00", "20:00")):
        ben.send(base, starts_at=f"{on}T{begin}", ends_at=f"{on}T{end}", repeat="once")
    ben.post(base, member=cast.ana.member_id, starts_at=f"{on}T19:00Z", ends_at=f"{on}T22:00Z")
    page = ben.page(f"{base}?view=month&on={on}").text
    day = page[page.index(f'id="rota-{on}"') :].split("</section>")[0]
    assert day.count("#k-twice") == day.count("Overlaps") >= 2
    assert re.search(r"#k-blank.*?Nobody 00:00 to 08:00", day, re.DOTALL)


def test_a_night_says_when_it_ends_under_its_second_day(cast: Cast, ben: Visitor) -> None:
    base = f"/families/{cast.family_id}/shifts"
    on = date(2027, 3, 9)  # a Tuesday
    ben.send(base, starts_at=f"{on}T21:00", ends_at=f"{on + timedelta(days=1)}T08:00")
    days = ben.page(f"{base}?on={on}").text.split("<section ")
    night, morning = (next(d for d in days if f'id="rota-2027-03-{n}"' in d) for n in ("09", "10"))
    assert "21:00 to 08:00" in night
    assert "until 08:00" in morning
    assert "21:00" not in morning


def test_the_view_of_a_week_begins_on_its_monday(cast: Cast, vera: Visitor) -> None:
    base = f"/families/{cast.family_id}/shifts"
    assert 'id="rota-2026-10-26"' in vera.page(f"{base}?on=2026-10-28").text


def test_hours_without_anybody_that_have_begun_read_the_same_each_minute(
    cast: Cast, ben: Visitor
) -> None:
    on = (clock.now() + timedelta(days=1)).date()
    told = {"starts_at": f"{on}T16:00", "ends_at": f"{on}T20:00", "repeat": "once"}
    ben.send(f"/families/{cast.family_id}/shifts", **told)
    noon = datetime(on.year, on.month, on.day, 12, 0, tzinfo=UTC)
    for minute in (0, 1):
        with clock.moved_to(noon + timedelta(minutes=minute)):
            assert "Nobody now, until 16:00" in ben.page(f"/families/{cast.family_id}/").text


def test_a_shift_offers_only_what_one_can_do_with_it(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    base = f"/families/{cast.family_id}/shifts"
    later = f"{base}/{ana.post(base, member=cast.ben.member_id, **hours(300)).json['id']}"
    assert "Check in from" in ben.page(later).text
    assert "Take this shift" not in ana.page(later).text
    ben.send(f"{later}/offer")
    assert "Take this shift" in ana.page(later).text
    now = f"{base}/{ana.post(base, member=cast.ben.member_id, **hours(5)).json['id']}"
    assert "Check in instead of Ben Archer" in ana.page(now).text


def told(who: Visitor, base: str) -> list[tuple[str, str]]:
    found = who.get(f"{base}/notifications").json["items"]
    return [(one["type"], one["why"]) for one in found]


def test_who_may_take_a_shift_is_told_and_who_gave_it_away_that_it_is_taken(
    cast: Cast, ana: Visitor, ben: Visitor, vera: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    for who in (ana, ben, vera):
        who.page(f"{base}/")
    planned = ana.post(f"{base}/shifts", member=cast.ben.member_id, **hours(300)).json["id"]
    assert told(ben, base) == [("shift:changed", "yours")]
    ben.send(f"{base}/notifications/read")
    ben.send(f"{base}/shifts/{planned}/offer")
    assert (told(ana, base), told(vera, base)) == ([("shift:changed", "asked")], [])
    assert "Ben Archer asks to be relieved of the shift" in ana.page(f"{base}/notifications").text
    ana.send(f"{base}/shifts/{planned}/claim")
    assert told(ben, base) == [("shift:changed", "yours")]
    told_of = ben.page(f"{base}/notifications").text
    assert f'<a href="{base}/shifts/{planned}">Ana Almeida took the shift' in told_of


def test_who_has_not_come_stands_on_the_card_of_the_day(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    noon = (clock.now() + timedelta(days=1)).replace(hour=12, minute=0)
    with clock.moved_to(noon):
        shift = ana.post(f"{base}/shifts", member=cast.ben.member_id, **hours(10)).json["id"]
    with clock.moved_to(noon + timedelta(minutes=30)):
        emit_uncovered_shifts()
        assert "Ben Archer has not checked in, due 12:10" in ana.page(f"{base}/").text
        ben.send(f"{base}/shifts/{shift}/start")
        assert "has not checked in, due" not in ana.page(f"{base}/").text


def test_the_page_of_a_cancelled_shift_says_so_and_takes_no_check_in(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    base = f"/families/{cast.family_id}/shifts"
    here = f"{base}/{ana.post(base, member=cast.ben.member_id, **hours()).json['id']}"
    assert ana.post(f"{here}/cancellation").status_code == 200
    page = ben.page(here)
    assert page.status_code == 200
    assert "This shift was taken off the rota" in page.text
    assert f'action="{here}/start"' not in page.text
    for address in ("start", "end"):
        assert ben.post(f"{here}/{address}").status_code == 409
