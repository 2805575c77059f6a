"""The emergency sheet: filled in by carers, read by the family, and by a crew that scans a code."""

from datetime import timedelta

from carecircle import clock
from carecircle.db.session import reading
from carecircle.events.models import AuditRow
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

SAID = {
    "flags": "Blood thinner",
    "address": "14 Example Lane",
    "contacts": "Ana Almeida, daughter, 07700 900456\nDr Lowe, 020 7946 0123",
}


def sheet(cast: Cast, tail: str = "") -> str:
    return f"/families/{cast.family_id}/recipients/{cast.rosa}/emergency-sheet{tail}"


def test_carers_fill_it_in_and_everybody_reads_it(
    cast: Cast, ben: Visitor, vera: Visitor, sam: Visitor
) -> None:
    casting.prescribe(cast.ana, "Apixaban", strength="5 mg")
    assert ben.post(sheet(cast), **SAID).status_code == 200
    page = vera.page(sheet(cast)).text
    for words in ("Blood thinner", "14 Example Lane", "Apixaban", "07700 900456", "Ben Archer"):
        assert words in page
    assert vera.post(sheet(cast), **SAID).status_code == 403
    assert sam.get(sheet(cast)).status_code == 404


def test_what_nobody_wrote_down_is_shown_as_not_recorded(cast: Cast, ana: Visitor) -> None:
    page = ana.page(sheet(cast)).text
    assert page.count("Not recorded") >= 6
    assert "Not filled in yet" in page


def test_the_last_readings_stand_on_it(cast: Cast, ana: Visitor) -> None:
    for value in ("58", "91"):
        ana.post(f"/families/{cast.family_id}/observations", kind="pulse", value=value)
    page = ana.page(sheet(cast)).text
    assert "Last readings:" in page
    assert "91" in page.split("Last readings:")[1][:100]
    assert "58" not in page.split("Last readings:")[1][:100]


def test_contacts_stand_in_order_of_calling(cast: Cast, ana: Visitor) -> None:
    ana.post(sheet(cast), **SAID)
    turned = "Dr Lowe, 020 7946 0123\nAna Almeida, daughter, 07700 900456"
    told = ana.post(sheet(cast), **SAID | {"contacts": turned}).json
    assert [one["name"] for one in told["contacts"]] == ["Dr Lowe", "Ana Almeida"]
    wrong = ana.post(sheet(cast), contacts="just a name")
    assert list(wrong.json["error"]["fields"]) == ["contacts"]


def test_a_link_opens_it_without_sign_in_until_it_is_revoked(
    cast: Cast, ana: Visitor, stranger: Visitor
) -> None:
    ana.post(sheet(cast), **SAID)
    url = ana.post(sheet(cast, "/links")).json["url"].split("localhost")[1]
    answer = stranger.page(url)
    assert answer.status_code == 200
    assert "Blood thinner" in answer.text
    assert "<form" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<svg" in ana.page(sheet(cast)).text
    assert ana.post(sheet(cast, "/links/revocation")).json == {"revoked": 1}
    assert stranger.page(url).status_code == 404


def test_a_link_ends_by_itself_and_cannot_be_guessed(
    cast: Cast, ana: Visitor, stranger: Visitor
) -> None:
    url = ana.post(sheet(cast, "/links")).json["url"].split("localhost")[1]
    assert stranger.page(url[:-1] + ("0" if url[-1] != "0" else "1")).status_code == 404
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert stranger.page(url).status_code == 404


def test_who_opens_a_link_is_written_down(cast: Cast, ana: Visitor, stranger: Visitor) -> None:
    stranger.page(ana.post(sheet(cast, "/links")).json["url"].split("localhost")[1])
    with reading() as session:
        verbs = [row.verb for row in session.query(AuditRow).filter_by(family_id=cast.family_id)]
    assert verbs[-2:] == ["sheet_link:made", "sheet_link:opened"]


def test_the_sheet_for_the_missing_is_one_touch_from_the_emergency(
    cast: Cast, ana: Visitor
) -> None:
    made = ana.post(f"/families/{cast.family_id}/emergencies", type="missing").json["id"]
    page = ana.page(f"/families/{cast.family_id}/emergencies/{made}").text
    assert "/missing-sheet" in page
    assert "Search house, garden and cellar" in page
    shown = ana.page(f"/families/{cast.family_id}/recipients/{cast.rosa}/missing-sheet")
    assert "Clothes and shoes" in shown.text


def test_it_lists_what_is_taken_now(cast: Cast, ana: Visitor) -> None:
    today = clock.now().date()
    casting.prescribe(cast.ana, "Takenium")
    casting.prescribe(cast.ana, "Lastdayium", ends_on=(today + timedelta(days=1)).isoformat())
    later = (today + timedelta(days=5)).isoformat()
    casting.prescribe(cast.ana, "Futurium", starts_on=later)
    casting.prescribe_prn(cast.ana, "Readium")
    casting.prescribe_prn(cast.ana, "Inactivium", tried_first=None, expected_effect=None)
    with clock.moved_to(clock.now() - timedelta(days=20)):
        over = (today - timedelta(days=10)).isoformat()
        casting.prescribe(cast.ana, "Endedium", ends_on=over)
    stopped = casting.prescribe(cast.ana, "Stoppedium")
    stop = f"/families/{cast.family_id}/medications/{stopped.id}/stop"
    assert ana.post(stop, why="No longer needed").status_code == 200
    shown = {one["name"] for one in ana.get(sheet(cast)).json["medications"]}
    assert shown == {"Takenium", "Lastdayium", "Readium"}
