"""A question is answered by JSON and by form alike, and stays on the record."""

from datetime import timedelta

import pytest

from carecircle import clock
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

WHY = {"outcome": "given", "reason": "The nurse said so"}
PAIN = {"reason": "Hip pain", "score": 5}


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def insulin(cast: Cast, base: str) -> str:
    medication = casting.prescribe(cast.ana, "Insulin glargine", quantity=8, unit="units")
    return f"{base}/doses/{casting.first_dose(medication).id}"


@pytest.mark.parametrize(
    "confirm", ["amount", ["amount"], ["too-close", "amount"], "amount,allergy"]
)
def test_a_program_confirms_by_the_code(
    cast: Cast, ben: Visitor, ana: Visitor, base: str, insulin: str, confirm: object
) -> None:
    refused = ben.post(f"{insulin}/administration", **WHY, quantity=79)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "amount")
    [question] = refused.json["questions"]
    assert (question["code"], question["planned"], question["given"]) == ("amount", "8", "79")
    made = ben.post(f"{insulin}/administration", **WHY, quantity=79, confirm=confirm)
    assert made.status_code == 201
    assert (made.json["confirmed"], made.json["reason"]) == (["amount"], WHY["reason"])
    chart = ana.page(f"{base}/recipients/{cast.rosa}/medication-chart").text
    assert "More than planned was given: “The nurse said so”" in chart
    assert "More than planned was given" in ana.page(f"{base}/").text


def test_a_page_asks_with_both_facts_and_a_checkbox(ben: Visitor, insulin: str) -> None:
    here = f"{insulin}/administration"
    asked = ben.send(here, **WHY, quantity="79")
    assert asked.status_code == 422
    assert "planned 8, typed 79" in asked.text
    assert 'name="confirm" value="amount"' in asked.text
    again = ben.send(here, outcome="given", quantity="79", confirm="amount")
    assert again.status_code == 422
    assert 'name="confirm" value="amount" checked' in again.text
    assert ben.send(here, **WHY, quantity="79", confirm="amount").status_code == 303


def test_a_form_confirms_several_by_a_repeated_field(cast: Cast, ben: Visitor, base: str) -> None:
    medication = casting.prescribe_prn(cast.ana, "Paracetamol", strength="500 mg", quantity=2).id
    here = f"{base}/medications/{medication}/administrations"
    assert ben.post(here, **PAIN).status_code == 201
    asked = ben.post(here, **PAIN, quantity=3)
    assert [one["code"] for one in asked.json["questions"]] == ["amount", "too-early"]
    assert asked.json["questions"][1]["next_safe_at"]
    both = ["amount", "too-early"]
    assert ben.send(here, **PAIN, quantity=3, confirm=both).status_code == 303


@pytest.mark.parametrize(("quantity", "code"), [(79, "amount"), (80, "ten-times")])
def test_the_older_name_goes_on(ben: Visitor, insulin: str, quantity: int, code: str) -> None:
    made = ben.post(f"{insulin}/administration", outcome="given", quantity=quantity, sure=True)
    assert (made.status_code, made.json["confirmed"]) == (201, [code])


@pytest.mark.parametrize("answer", [{"really_given": True}, {"confirm": "already-recorded"}])
def test_a_second_dose_is_confirmed(ben: Visitor, insulin: str, answer: dict[str, object]) -> None:
    here = f"{insulin}/administration"
    assert ben.post(here, outcome="given").status_code == 201
    refused = ben.post(here, outcome="given")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "already-recorded")
    made = ben.post(here, **WHY, **answer)
    assert (made.status_code, made.json["confirmed"]) == (201, ["already-recorded"])


@pytest.mark.parametrize("confirm", ["Yes!", ["a"] * 11, [1.5], {"a": 1}])
def test_what_is_no_code_is_refused(ben: Visitor, insulin: str, confirm: object) -> None:
    refused = ben.post(f"{insulin}/administration", **WHY, quantity=79, confirm=confirm)
    assert refused.status_code == 422
    assert list(refused.json["error"]["fields"]) == ["confirm"]


def test_an_allergy_is_shown_with_its_reaction(cast: Cast, ana: Visitor, base: str) -> None:
    here = f"{base}/recipients/{cast.rosa}"
    assert ana.post(here, allergies="penicillin (swelling), latex").status_code == 200
    new = {"name": "Amoxicillin 500 mg", "quantity": "1", "times": "08:00"}
    asked = ana.send(f"{base}/medications", **new, route="by mouth", recipient=cast.rosa)
    assert asked.status_code == 422
    assert "penicillin (swelling)" in asked.text
    assert 'name="confirm" value="allergy"' in asked.text
    refused = ana.post(f"{base}/medications", **new)
    assert (refused.json["substance"], refused.json["reaction"]) == ("penicillin", "swelling")
    made = ana.post(f"{base}/medications", **new, confirm="allergy", reason="Tested")
    assert (made.json["confirmed"], made.json["confirmed_why"]) == (["allergy"], "Tested")
    assert "Tested" in ana.page(f"{base}/medications/{made.json['id']}").text
    assert "In spite of an allergy" in ana.page(f"{base}/").text


def test_an_allergy_to_what_is_taken_asks_on_its_page(cast: Cast, ana: Visitor, base: str) -> None:
    casting.prescribe(cast.ana, "Ibuprofen 400 mg")
    form = {"name": "Rosa Almeida", "allergies": "aspirin (asthma)"}
    asked = ana.send(f"{base}/recipients/{cast.rosa}", **form)
    assert asked.status_code == 422
    assert "There is an allergy: aspirin (asthma)" in asked.text
    assert 'name="confirm" value="allergy"' in asked.text
    agreed = {"confirm": "allergy", "reason": "It is stopped tonight"}
    assert ana.send(f"{base}/recipients/{cast.rosa}", **form, **agreed).status_code == 303


@pytest.mark.parametrize("words", ["None", "NKDA", "none known", "Sin alergias conocidas"])
def test_none_known_is_no_allergy(cast: Cast, ana: Visitor, base: str, words: str) -> None:
    here = f"{base}/recipients/{cast.rosa}"
    assert ana.send(here, name="Rosa Almeida", allergies=words).status_code == 303
    found = ana.get(here).json
    assert found["allergies"] == []
    assert found["no_allergies_asked_on"]


def test_each_of_two_shows_the_last_dose_of_the_other(cast: Cast, ana: Visitor, base: str) -> None:
    one = casting.prescribe_prn(cast.ana, "Paracetamol", strength="500 mg")
    other = casting.prescribe_prn(cast.ana, "Co-codamol 8/500")
    with clock.moved_to(clock.now() - timedelta(hours=5)):
        given = ana.post(f"{base}/medications/{other.id}/administrations", **PAIN)
    assert given.status_code == 201
    page = ana.page(f"{base}/medications/{one.id}/give").text
    assert "paracetamol is in Co-codamol 8/500 too: Given" in page
    page = ana.page(f"{base}/medications/{other.id}/give").text
    assert "paracetamol is in Paracetamol 500 mg too: not given yet" in page


def test_a_caution_is_said_and_blocks_nothing(cast: Cast, ana: Visitor, base: str) -> None:
    casting.prescribe(cast.ana, "Apixaban 5 mg")
    prn = casting.prescribe_prn(cast.ana, "Ibuprofen 200 mg")
    assert "it can cause bleeding" in ana.page(f"{base}/medications/{prn.id}/give").text
    given = ana.post(f"{base}/medications/{prn.id}/administrations", **PAIN)
    assert given.status_code == 201


def test_the_usual_limit_is_shown_with_its_source(cast: Cast, ana: Visitor, base: str) -> None:
    here = f"{base}/medications/{casting.prescribe(cast.ana, 'Paracetamol 500 mg').id}"
    page = ana.page(here).text
    assert "Usual limit" in page
    assert "mg in 24 h. Source: NHS, Paracetamol for adults" in page
    [usual] = ana.get(here).json["usual_limits"]
    assert (usual["ingredient"], usual["max_mg_per_day"]) == ("paracetamol", 4000)


def test_a_second_dose_in_spite_of_an_allergy_can_be_reported(
    cast: Cast, ana: Visitor, ben: Visitor, base: str
) -> None:
    agreed = {"confirm": "allergy", "reason": "Tested"}
    assert ana.post(f"{base}/recipients/{cast.rosa}", allergies="penicillin").status_code == 200
    medication = casting.prescribe(cast.ana, "Amoxicillin 500 mg", **agreed)
    here = f"{base}/doses/{casting.first_dose(medication).id}/administration"
    assert ben.post(here, outcome="given", **agreed).status_code == 201
    second = {"outcome": "given", "really_given": "yes", "reason": "Did not see it"}
    asked = ben.send(here, **second)
    assert asked.status_code == 422
    assert 'name="confirm" value="allergy"' in asked.text
    assert ben.send(here, **second, confirm="allergy").status_code == 303
