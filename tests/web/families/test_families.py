"""Families: beginning one, one's own, switching."""

from flask import Flask

from carecircle.db.session import reading
from carecircle.events import cursor
from tests.cast import Cast
from tests.visitors import Visitor, program_of


def test_the_founder_is_admin_and_the_log_begins(cast: Cast, sam: Visitor) -> None:
    answer = sam.post("/families", name="The Strangers", zone="Europe/Lisbon")
    assert (answer.status_code, answer.json["zone"]) == (201, "Europe/Lisbon")
    family = answer.json["id"]
    assert answer.headers["Location"] == f"/families/{family}/"
    assert sam.get(f"/families/{family}/members").json["items"][0]["role"] == "admin"
    with reading() as session:
        events = cursor.read_after(session, family, 0, 10)
    assert [(one.seq, one.type) for one in events] == [
        (1, "member:joined"),
        (2, "channel:opened"),
    ]


def test_a_family_needs_a_name_and_a_real_zone(cast: Cast, sam: Visitor) -> None:
    answer = sam.post("/families", name=" ", zone="Europe/Nowhere")
    assert answer.status_code == 422
    assert set(answer.json["error"]["fields"]) == {"name", "zone"}
    page = sam.send("/families", name="", zone="Mars/Base")
    assert page.status_code == 422
    assert 'value="Mars/Base"' in page.text


def test_everybody_sees_their_own_families_alone(cast: Cast, ana: Visitor, sam: Visitor) -> None:
    assert [one["id"] for one in ana.get("/families").json["items"]] == [cast.family_id]
    assert [one["id"] for one in sam.get("/families").json["items"]] == [cast.other_family_id]


def test_home_leads_to_the_family_looked_at_last(cast: Cast, sam: Visitor) -> None:
    second = sam.post("/families", name="Second").json["id"]
    assert sam.page("/").location == f"/families/{second}/"
    sam.page(f"/families/{cast.other_family_id}/members")
    assert sam.page("/").location == f"/families/{cast.other_family_id}/"
    sam.page(f"/families/{second}/members")
    assert sam.page("/").location == f"/families/{second}/"


def test_home_of_a_token_is_its_family(app: Flask, cast: Cast) -> None:
    bound = program_of(app, cast.ana, family_id=cast.family_id)
    assert bound.page("/").location == f"/families/{cast.family_id}/"


def test_somebody_without_a_family_is_led_to_make_one(cast: Cast, ana: Visitor) -> None:
    ana.post(f"/families/{cast.family_id}/members/{cast.ben.member_id}/role", role="admin")
    ana.post(f"/families/{cast.family_id}/members/{cast.ana.member_id}/removal")
    assert ana.page("/").location == "/families"
    assert "/families/new" in ana.page("/families").text
