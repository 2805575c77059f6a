"""The summary for a visit: what the records say of a period, with nothing made rosier."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.medications.prescribing.actions import add_medication, stop_medication
from carecircle.care.medications.prescribing.inputs import MedicationInput, StopInput
from carecircle.care.recipients.actions import change_recipient
from carecircle.care.recipients.inputs import RecipientInput
from tests import cast as casting
from tests.cast import Cast
from tests.folded import folded
from tests.visitors import Visitor


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def summary(cast: Cast, base: str) -> str:
    return f"{base}/recipients/{cast.rosa}/summary"


def prescribe(cast: Cast, name: str, days_ago: int) -> str:
    with clock.moved_to(clock.now() - timedelta(days=days_ago)):
        values = MedicationInput.read({"name": name, "quantity": 1, "times": "00:01"})
        return add_medication(cast.ana, values).id


def test_nothing_recorded_is_none_of_what_was_due(cast: Cast, summary: str, ana: Visitor) -> None:
    prescribe(cast, "Amlodipine", days_ago=3)
    found = ana.get(f"{summary}?days=7").json["adherence"]
    assert found["due"] >= 2
    assert (found["recorded"], found["taken"]) == (0, 0)
    page = ana.page(f"{summary}?days=7").text
    assert f"0 of {found['due']} recorded" in page
    assert "100" not in page.split("How complete the record is")[1].split("</section>")[0]


def test_what_is_left_out_is_named(cast: Cast, base: str, summary: str, ana: Visitor) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana, times=casting.wall_clock(0))).id
    given = {"outcome": "withheld", "reason": "Before the blood test"}
    assert ana.post(f"{base}/doses/{dose}/administration", **given).status_code == 201
    assert ana.get(summary).json["adherence"]["left_out"] == {"withheld": 1}
    assert "Withheld on advice: 1" in ana.page(summary).text


def test_it_names_what_changed_in_the_period_alone(cast: Cast, summary: str, ana: Visitor) -> None:
    prescribe(cast, "Old tablet", days_ago=40)
    gone = prescribe(cast, "Ramipril", days_ago=5)
    stop_medication(cast.ana, gone, StopInput.read({"why": "Cough, says Dr Malik"}))
    told = [line["words"] for line in ana.get(f"{summary}?days=28").json["changes"]]
    assert any(line.startswith("Ramipril new: 1 ") for line in told)
    assert "Ramipril stopped" in told
    assert not any("Old tablet" in line for line in told)
    assert "Cough, says Dr Malik" in ana.page(summary).text
    longer = ana.get(f"{summary}?days=90").json["changes"]
    assert any("Old tablet new" in line["words"] for line in longer)


def test_an_allergy_and_a_condition_of_these_days_are_said_and_older_ones_not(
    cast: Cast, summary: str, ana: Visitor
) -> None:
    def say(days_ago: int, allergies: str, conditions: str) -> None:
        with clock.moved_to(clock.now() - timedelta(days=days_ago)):
            told = {"name": "Rosa", "allergies": allergies, "conditions": conditions}
            change_recipient(cast.ana, cast.rosa, RecipientInput.read(told))

    say(60, "Latex", "Diabetes")
    say(2, "Latex\nPenicillin (rash)", "Diabetes, heart failure")
    said = [(line["words"], line["said"]) for line in ana.get(summary).json["changes"]]
    assert ("Allergy written down: Penicillin", "rash") in said
    assert ("Conditions changed from Diabetes to Diabetes, heart failure", None) in said
    assert not any("Latex" in words for words, _said in said)


def test_observations_come_with_their_range_their_trend_and_a_table(
    base: str, summary: str, ben: Visitor
) -> None:
    for value in ("70", "110", "62"):
        ben.post(f"{base}/observations", kind="pulse", value=value)
    for value in ("calm", "calm", "low"):
        ben.post(f"{base}/observations", kind="mood", value=value)
    told = {one["kind"]: one for one in ben.get(summary).json["observations"]}
    assert (told["pulse"]["count"], told["pulse"]["range"]) == (3, "62 /min – 110 /min")
    assert told["pulse"]["beyond"] == 1
    assert told["mood"]["range"] == "Calm (2), Low (1)"
    page = folded(ben.page(summary).text)
    assert "<polyline" in page
    assert "<td>110 /min <b>higher than usual</b></td>" in page


def test_prn_incidents_and_emergencies_stand_in_it(
    cast: Cast, base: str, summary: str, ben: Visitor
) -> None:
    prn = casting.prescribe_prn(cast.ana).id
    ben.post(f"{base}/medications/{prn}/administrations", reason="Hip pain", score=5)
    ben.post(f"{base}/observations", kind="incident", value="fall", note="By the bed")
    ben.post(f"{base}/observations", kind="soft_sign", value="sleepier")
    ben.post(f"{base}/emergencies", type="fall", recipient=cast.rosa)
    ben.post(f"{base}/emergencies", type="fire", drill=True)
    told = " ".join(line["words"] for line in ben.get(summary).json["incidents"])
    for words in ("Incident: A fall", "Sleepier", "Emergency: A fall. Still open"):
        assert words in told
    assert "Fire" not in told
    assert "Hip pain, 5" in ben.page(summary).text


def test_a_question_is_added_there_and_goes_once_it_is_asked(
    cast: Cast, base: str, summary: str, ben: Visitor, vera: Visitor
) -> None:
    said = {"kind": "question", "what": "May she drive?", "recipient": cast.rosa}
    added = ben.send(f"{base}/agenda", **said)
    assert (added.status_code, added.headers["Location"]) == (303, summary)
    page = vera.page(summary).text
    assert "May she drive?" in page
    assert "One more question" not in page  # a viewer only reads
    [question] = vera.get(summary).json["questions"]
    assert "May she drive?" in ben.page(f"{base}/agenda").text
    assert ben.post(f"{base}/agenda/{question['id']}/done").status_code == 200
    assert vera.get(summary).json["questions"] == []


def test_the_period_is_chosen_by_length_or_by_days(summary: str, ana: Visitor) -> None:
    told = ana.get(f"{summary}?since=2026-03-01&until=2026-03-31").json
    assert (told["since"], told["until"]) == ("2026-03-01", "2026-03-31")
    assert 'value="2026-03-01"' in ana.page(f"{summary}?since=2026-03-01&until=2026-03-31").text
    for wrong in ("since=2026-03-02&until=2026-03-01", "days=0", "since=x", "since=2001-01-01"):
        assert ana.get(f"{summary}?{wrong}").status_code == 422, wrong


def test_the_page_of_the_person_leads_to_it_and_a_stranger_finds_nothing(
    cast: Cast, base: str, summary: str, vera: Visitor, sam: Visitor
) -> None:
    assert f'href="{summary}"' in vera.page(f"{base}/recipients/{cast.rosa}").text
    assert vera.page(summary).status_code == 200
    assert sam.page(summary).status_code == 404
    foreign = summary.replace(cast.family_id, cast.other_family_id)
    assert sam.page(foreign).status_code == 404


def test_of_what_is_counted_by_the_day_it_says_the_totals_of_whole_days(
    cast: Cast, ana: Visitor
) -> None:
    base = f"/families/{cast.family_id}"
    noon = clock.now().replace(hour=12)
    for days, cups in ((2, (200, 250, 350)), (1, (500, 700)), (0, (150,))):
        for cup in cups:
            with clock.moved_to(noon - timedelta(days=days)):
                ana.post(f"{base}/observations", kind="fluids", value=str(cup))
    with clock.moved_to(noon + timedelta(hours=1)):
        here = f"{base}/recipients/{cast.rosa}/summary"
        assert "800 – 1200 ml a day" in ana.page(here).text
        [told] = ana.get(here).json["observations"]
    assert (told["range"], told["count"]) == ("800 – 1200 ml a day", 6)
