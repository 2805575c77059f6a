"""The register over HTTP: read page by page and whole, and what its forms ask."""

import re

import pytest

from carecircle.auth import pins
from carecircle.care.medications.stock.actions import book_in
from carecircle.care.medications.stock.inputs import BookingInput
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

LINES = 123


@pytest.fixture
def of(cast: Cast) -> str:
    medication = casting.prescribe(cast.ana, stock=1)
    for number in range(LINES - 1):
        box = {"quantity": 1, "batch": f"LX {number}", "expires_on": "2099-05-31"}
        book_in(cast.ana, medication.id, BookingInput.read(box))
    return f"/families/{cast.family_id}/medications/{medication.id}"


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"<tr>\s*<td>(\d+)</td>", page)]


def test_the_whole_register_is_read_and_printed(of: str, ana: Visitor) -> None:
    found: list[int] = []
    path = f"{of}/register"
    while path:
        answer = ana.get(path).json
        found += [one["number"] for one in answer["items"]]
        path = f"{of}/register?before={answer['next']}" if answer["next"] else ""
    assert found == list(range(LINES, 0, -1))
    assert len(ana.get(f"{of}/register?whole=true").json["items"]) == LINES
    assert numbers(ana.page(f"{of}/register?whole=yes").text) == found


def test_the_page_leads_to_older_lines(of: str, ana: Visitor) -> None:
    first = ana.page(f"{of}/register").text
    [older] = re.findall(r'href="([^"]*before=\d+)"', first)
    assert numbers(first) + numbers(ana.page(older).text) == list(range(LINES, LINES - 100, -1))
    assert "batch LX 121, use by" in first


def test_a_form_asks_before_it_goes_below_zero(cast: Cast, ana: Visitor) -> None:
    medication = casting.prescribe(cast.ana, stock=1)
    path = f"/families/{cast.family_id}/medications/{medication.id}"
    gone = {"kind": "returned", "quantity": "2", "note": "To the pharmacy"}
    page = ana.send(f"{path}/stock-removals", **gone)
    assert page.status_code == 422
    assert "only 1 tablet is left" in page.text
    assert 'name="confirm" value="below-zero"' in page.text
    assert ana.send(f"{path}/stock-removals", **gone, confirm="below-zero").status_code == 303
    assert "More than the register had" not in ana.page(f"{path}/register").text  # the note is
    assert "To the pharmacy" in ana.page(f"{path}/register").text


def test_giving_more_than_is_left_asks_on_the_page(cast: Cast, ben: Visitor) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana, quantity=2, stock=1)).id
    path = f"/families/{cast.family_id}/doses/{dose}/administration"
    asked = ben.post(path, outcome="given")
    assert (asked.status_code, asked.json["error"]["code"]) == (422, "below-zero")
    assert "there was more than the register says" in ben.send(path, outcome="given").text
    assert ben.post(path, outcome="given", confirm=["below-zero"]).status_code == 201


def test_a_controlled_one_is_received_with_the_pin_of_a_witness(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    pins.set_pin(cast.ben.member_id or "", "2468")
    medication = casting.prescribe(cast.ana, "Morphine", stock=5, is_controlled=True)
    path = f"/families/{cast.family_id}/medications/{medication.id}/stock-entries"
    assert "witness" in ana.post(path, quantity=10).json["error"]["fields"]
    wrong = ana.post(path, quantity=10, witness=cast.ben.member_id, witness_pin="1111")
    assert wrong.status_code == 422
    seen = ana.post(path, quantity=10, witness=cast.ben.member_id, witness_pin="2468")
    assert (seen.status_code, seen.json["stock"]) == (201, "15")


def test_an_undo_of_a_controlled_dose_asks_for_the_witness(cast: Cast, ben: Visitor) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana, "Morphine", is_controlled=True)).id
    base = f"/families/{cast.family_id}"
    given = {"outcome": "given", "no_witness_why": "Nobody else is here"}
    record = ben.post(f"{base}/doses/{dose}/administration", **given).json["id"]
    page = ben.send(f"{base}/administrations/{record}/correction", undo="yes")
    assert page.status_code == 422
    assert "Choose who is there as a witness" in page.text
    alone = {"undo": "yes", "no_witness_why": "Nobody else is here"}
    assert ben.send(f"{base}/administrations/{record}/correction", **alone).status_code == 303
