"""Shifts over HTTP: by program, by plain form, by whom."""

from datetime import timedelta

from carecircle import clock
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


def test_the_month_and_other_weeks_can_be_looked_at(cast: Cast, vera: Visitor) -> None:
    base = f"/families/{cast.family_id}/shifts"
    assert vera.page(f"{base}?view=month&on=2026-02-10").text.count('id="rota-2026-02-') == 2 * 28
    assert 'id="rota-2026-10-26"' in vera.page(f"{base}?on=2026-10-28").text
