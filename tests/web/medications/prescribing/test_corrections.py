"""The pages of a medication that is corrected, restarted, or not the same every day."""

import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

NEW = {"name": "Amlodipine", "quantity": "1", "unit": "tablet", "times": "08:00"}


def test_a_form_asks_how_it_is_taken(cast: Cast, ana: Visitor) -> None:
    here = f"/families/{cast.family_id}/medications"
    assert "Choose how it is taken" in ana.send(here, **NEW, route="").text
    assert ana.send(here, **NEW, route="injected under the skin").status_code == 303
    answer = ana.post(here, **NEW | {"name": "Bisoprolol"})
    assert (answer.status_code, answer.json["route"]) == (201, None)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"month_days": [31]}, "on day 31 of each month (the last day where a month is shorter)"),
        ({"month_days": [1], "every_months": 3}, "on day 1, every 3 months"),
        ({"days_on": 21, "days_off": 7}, "21 days on, 7 days off"),
        ({"quantity": None, "amount_mon": 5, "amount_tue": 3}, "5 tablets Mon; 3 tablets Tue"),
        ({"doses": 21}, "0 of 21 doses given"),
        ({"quantity": None, "steps": "4 for 7 days; 2"}, "then 2 tablets"),
        ({"once": True, "starts_on": "2030-12-24"}, "only on 24 Dec"),
        ({"weekdays": "lunes a viernes"}, "Mon, Tue, Wed, Thu, Fri"),
    ],
)
def test_a_page_says_the_regimen_and_its_form_keeps_it(
    cast: Cast, ana: Visitor, said: dict[str, object], words: str
) -> None:
    made = ana.post(f"/families/{cast.family_id}/medications", **(NEW | said)).json
    here = f"/families/{cast.family_id}/medications/{made['id']}"
    assert words in ana.page(here).text
    for name in ("month_days", "days_on", "doses", "every_months"):
        assert made[name] == said.get(name)


def test_a_correction_shows_the_old_beside_the_new(cast: Cast, ana: Visitor) -> None:
    medication = casting.prescribe(cast.ana, strength="5 mg")
    here = f"/families/{cast.family_id}/medications/{medication.id}"
    answer = ana.post(f"{here}/correction", strength="10 mg", why="Read the box again")
    assert answer.status_code == 200
    assert answer.json["strength"] == "10 mg"
    [revision] = answer.json["revisions"]
    assert (revision["before"]["strength"], revision["why"]) == ("5 mg", "Read the box again")
    page = ana.page(here).text
    assert "<s>5 mg</s>" in page
    assert "Read the box again" in page
    assert ana.post(f"{here}/correction", strength="10 mg", why="Again").status_code == 409
    assert ana.post(f"{here}/correction", colour="red", why="Again").status_code == 422


def test_a_stopped_one_is_started_again_from_its_page(cast: Cast, ana: Visitor) -> None:
    medication = casting.prescribe(cast.ana)
    here = f"/families/{cast.family_id}/medications/{medication.id}"
    assert ana.post(f"{here}/restart", why="x").json["error"]["code"] == "not-stopped"
    ana.post(f"{here}/stop", why="Dizzy")
    assert "Start it again" in ana.page(here).text
    answer = ana.post(f"{here}/restart", why="Dr Lee", quantity=2)
    assert (answer.json["stopped_at"], answer.json["quantity"]) == (None, "2")
    assert "Dizzy" in ana.page(here).text


def test_the_give_page_asks_for_what_goes_beside_a_dose(cast: Cast, ana: Visitor) -> None:
    said = {"sites": "left arm\nright arm", "removes_old": True, "asks_glucose": True}
    covert = {"is_covert": True, "covert_agreed_by": "Dr Lee", "covert_review_on": "2030-01-02"}
    medication = casting.prescribe(cast.ana, unit="patch", **said, **covert)
    dose = casting.first_dose(medication)
    page = ana.page(f"/families/{cast.family_id}/doses/{dose.id}").text
    for words in (
        *("Next in turn: left arm", "Was the old patch removed?", "Glucose now"),
        *("agreed by Dr Lee", "How it is taken is not recorded"),
    ):
        assert words in page
