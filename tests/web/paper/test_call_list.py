"""The call list: whom to call, in which order, and where to send help."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.shifts.actions import plan_shifts, start_shift
from carecircle.care.shifts.inputs import ShiftInput
from tests.cast import Cast
from tests.visitors import Visitor, shown_in
from tests.web.paper.test_emergency_sheets import sheet

SAID = {
    "address": "14 Example Lane",
    "access": "Key safe left of the door",
    "contacts": "Ana Almeida, daughter, 07700 900456\nben  archer, carer, 07700 900123",
    "doctor": "Dr Lowe, 020 7946 0123",
    "pharmacy": "The one at the corner",
}


@pytest.fixture
def here(cast: Cast, ana: Visitor) -> str:
    assert ana.post(sheet(cast), **SAID).status_code == 200
    return f"/families/{cast.family_id}/call-list"


def check_in(actor: Actor) -> None:
    now = clock.now()
    hours = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=8)).isoformat()}
    [shift] = plan_shifts(actor, ShiftInput.read(hours | {"member": actor.member_id}))
    start_shift(actor, shift.id)


def names(visitor: Visitor, here: str) -> list[str]:
    return [one["name"] for one in visitor.get(here).json["items"][0]["contacts"]]


def test_numbers_are_links_in_the_order_of_calling_and_the_address_is_at_hand(
    here: str, vera: Visitor, sam: Visitor
) -> None:
    page = vera.page(here).text
    in_order = ("tel:112", "14 Example Lane", "Key safe left of the door", "tel:07700 900456")
    in_order += ("tel:07700 900123", "tel:020 7946 0123", "The one at the corner")
    assert sorted(map(page.index, in_order)) == [page.index(words) for words in in_order]
    assert "Fill in or change" not in page
    assert sam.get(here).status_code == 404


def test_who_is_on_duty_is_called_first_but_not_by_themselves(
    cast: Cast, here: str, ana: Visitor, ben: Visitor
) -> None:
    assert names(ana, here) == ["Ana Almeida", "ben  archer"]
    check_in(cast.ben)
    assert names(ana, here) == ["ben  archer", "Ana Almeida"]
    assert "On duty now" in ana.page(here).text
    assert names(ben, here) == ["Ana Almeida", "ben  archer"]


def test_who_is_on_duty_and_has_no_number_is_named_all_the_same(
    cast: Cast, here: str, ana: Visitor
) -> None:
    ana.post(sheet(cast), **SAID | {"contacts": ""})
    check_in(cast.ben)
    assert ana.get(here).json["items"][0]["on_duty_without_number"] == ["Ben Archer"]
    page = ana.page(here).text
    assert "On duty now; no number is written down" in page
    assert "No number is written down." in page


def test_nobody_is_told_to_call_an_ambulance_for_a_drill(here: str, ana: Visitor) -> None:
    emergencies = here.replace("call-list", "emergencies")
    ana.post(emergencies, drill=True)
    assert "tel:112" not in shown_in(ana.page(here).text)
    ana.post(emergencies, type="fall")
    assert "tel:112" in shown_in(ana.page(here).text)


def test_it_is_one_touch_from_where_a_tired_person_looks(
    cast: Cast, here: str, ana: Visitor
) -> None:
    emergencies = here.replace("call-list", "emergencies")
    made = ana.post(emergencies, type="fall").json["id"]
    assert f'href="{here}#call-{cast.rosa}"' in ana.page(f"{emergencies}/{made}").text
    for place in ("emergencies", "readiness", ""):
        assert f'href="{here}"' in ana.page(here.replace("call-list", place)).text


def test_a_browser_that_became_a_tablet_of_the_home_reads_it(
    cast: Cast, here: str, ana: Visitor
) -> None:
    assert ana.post(f"/families/{cast.family_id}/tablets", name="Kitchen tablet").status_code == 201
    assert names(ana, here) == ["Ana Almeida", "ben  archer"]
    assert "Fill in or change" not in ana.page(here).text
