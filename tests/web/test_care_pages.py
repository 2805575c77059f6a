"""The first slices over HTTP: forms and programs, each role, a stranger, keys."""

import re
from pathlib import Path

import pytest
from flask import Flask

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, program_of


@pytest.fixture
def ben(app: Flask, cast: Cast) -> Visitor:
    return browser_of(app, cast.ben)


@pytest.fixture
def home(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def dose(cast: Cast, home: str) -> str:
    found = casting.first_dose(casting.prescribe(cast.ana, strength="5 mg"))
    return f"{home}/doses/{found.id}"


def test_a_plain_form_gives_a_dose_and_leads_back_to_its_row(
    ben: Visitor, home: str, dose: str
) -> None:
    answer = ben.send(f"{dose}/administration", outcome="given")
    assert (answer.status_code, answer.location) == (303, f"{home}/#dose-{dose.split('/')[-1]}")
    page = ben.page(f"{home}/")
    assert re.search(r"Given \d\d:\d\d by Ben Archer", page.text)


def test_the_loser_is_shown_who_was_first(ana: Visitor, ben: Visitor, dose: str) -> None:
    ben.send(f"{dose}/administration", outcome="given")
    page = ana.send(f"{dose}/administration", outcome="given")
    assert page.status_code == 409
    assert "Ben Archer gave this at" in page.text
    assert "Do not give another" in page.text
    answer = ana.post(f"{dose}/administration", outcome="given")
    assert answer.status_code == 409
    assert answer.json is not None
    assert answer.json["administration"]["by"]["name"] == "Ben Archer"
    assert answer.json["administration"].keys() == {"id", "by", "outcome", "at"}


def test_the_same_key_has_one_effect_and_one_answer(ben: Visitor, dose: str) -> None:
    key = {"Idempotency-Key": "tap-1"}
    ben.headers |= key
    first = ben.post(f"{dose}/administration", outcome="given")
    again = ben.post(f"{dose}/administration", outcome="given")
    other = ben.post(f"{dose}/administration", outcome="refused", reason="No")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json == again.json
    assert first.headers["Location"] == again.headers["Location"]


def test_a_corrected_form_works_with_its_key(ben: Visitor, dose: str) -> None:
    ben.headers |= {"Idempotency-Key": "tap-2"}
    wrong = ben.post(f"{dose}/administration", outcome="refused")
    right = ben.post(f"{dose}/administration", outcome="refused", reason="Feels sick")
    assert (wrong.status_code, right.status_code) == (422, 201)
    assert wrong.json is not None
    assert list(wrong.json["error"]["fields"]) == ["reason"]


def test_a_refused_form_comes_back_as_it_was_typed(ben: Visitor, dose: str) -> None:
    page = ben.send(f"{dose}/administration", outcome="partly", note="x", reason="Spat half out")
    assert page.status_code == 422
    assert "Say how much was taken" in page.text
    assert "Spat half out" in page.text


def test_an_undo_by_form_reopens_the_dose(ben: Visitor, home: str, dose: str) -> None:
    record = ben.post(f"{dose}/administration", outcome="given").json
    assert record is not None
    answer = ben.send(f"{home}/administrations/{record['id']}/correction", undo="yes")
    assert answer.status_code == 303
    assert "Due now" in ben.page(f"{home}/doses").text


def test_a_viewer_sees_the_day_and_no_button_to_give(
    app: Flask, cast: Cast, home: str, dose: str
) -> None:
    vera = browser_of(app, cast.vera)
    assert "/administration" not in vera.page(f"{home}/").text
    assert vera.post(f"{dose}/administration", outcome="given").status_code == 403


def test_a_stranger_finds_the_same_nothing_everywhere(
    app: Flask, cast: Cast, home: str, dose: str
) -> None:
    sam = browser_of(app, cast.sam)
    missing = sam.get("/families/0000000000/doses")
    for path in (f"{home}/", f"{home}/doses", dose, f"{home}/stats", f"{home}/feed"):
        answer = sam.get(path)
        assert (answer.status_code, answer.json) == (missing.status_code, missing.json)
    other = f"/families/{cast.other_family_id}"
    assert sam.get(dose.replace(home, other)).status_code == 404


def test_one_tap_raises_an_emergency_and_every_page_shows_it(
    app: Flask, cast: Cast, ana: Visitor, home: str
) -> None:
    vera = browser_of(app, cast.vera)
    answer = vera.send(f"{home}/emergencies")
    assert answer.status_code == 303
    for path in ("/", "/doses", "/notes", "/members"):
        assert "Nobody has answered yet" in ana.page(home + path).text
    said = ana.send(f"{answer.location}/acknowledgement", answer="on_my_way", minutes="10")
    assert said.status_code == 303
    page = vera.page(answer.location)
    assert "is on the way, 10 min" in page.text
    assert "Reached 1 of 2." in page.text


def test_a_program_raises_once_and_then_joins(app: Flask, cast: Cast, home: str) -> None:
    device = program_of(app, cast.ben)
    first = device.post(f"{home}/emergencies", type="fall_detected", severity="high")
    again = device.post(f"{home}/emergencies", note="Hall")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json is not None
    assert again.json is not None
    assert (again.json["id"], again.json["type"]) == (first.json["id"], "fall")


def test_a_note_for_carers_is_no_news_for_a_viewer(
    app: Flask, cast: Cast, ana: Visitor, home: str
) -> None:
    vera = browser_of(app, cast.vera)
    ana.post(f"{home}/notes", body="A quiet word", audience="carers")
    assert "A quiet word" not in vera.page(f"{home}/notes").text
    assert "A quiet word" not in vera.page(f"{home}/feed").text
    answer = vera.get(f"{home}/events?after={_beginning(vera, home)}").json
    assert answer is not None
    [event] = answer["events"]
    assert (event["type"], event["actor"], event["data"]) == ("withheld", None, {})


def _beginning(visitor: Visitor, home: str) -> str:
    answer = visitor.get(f"{home}/events").json
    assert answer is not None
    return answer["cursor"].split("-")[0] + "-0"


@pytest.mark.parametrize("on", ["2026-02-30", "10000-01-01", "٢٠٢٦-١١-٢٣", "x" * 500, "\0"])
def test_a_day_that_does_not_exist_is_refused_by_name(ana: Visitor, home: str, on: str) -> None:
    answer = ana.client.get(
        f"{home}/doses", query_string={"on": on}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == ["on"]


def test_a_medication_is_written_down_shown_and_stopped(ana: Visitor, home: str) -> None:
    answer = ana.send(
        f"{home}/medications", name="Ramipril", quantity="2.5", unit="ml", times="08:00, 20:00"
    )
    assert answer.status_code == 303
    made = ana.get(f"{home}/medications").json
    assert made is not None
    [item] = made["items"]
    assert (item["quantity"], item["times"]) == ("2.5", ["08:00", "20:00"])
    stopped = ana.send(f"{home}/medications/{item['id']}/stop", why="Dr Lee advised")
    assert stopped.status_code == 303
    assert "Stopped" in ana.page(f"{home}/medications").text


def test_templates_hold_no_key_of_their_own() -> None:
    live = [path.read_text() for path in Path("templates/feed").glob("_*.html")]
    assert live
    assert not [text for text in live if "csrf" in text]
