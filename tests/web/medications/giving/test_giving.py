"""Giving over the web: the same rules for a program and for a person without script."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.auth import pins
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

WHY = {"reason": "Hip pain", "score": 5}


def prn_at(cast: Cast, medication: str) -> str:
    return f"/families/{cast.family_id}/medications/{medication}/administrations"


def dose_at(cast: Cast, dose: str) -> str:
    return f"/families/{cast.family_id}/doses/{dose}/administration"


def test_a_dose_of_a_plain_medication_is_given_in_one_word(cast: Cast, ben: Visitor) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    made = ben.post(dose_at(cast, dose), outcome="given")
    assert made.status_code == 201
    assert ben.get(f"/families/{cast.family_id}/doses/{dose}").json["state"] == "recorded"


def test_too_early_says_when_it_is_safe(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    medication = casting.prescribe_prn(cast.ana, "Paracetamol", strength="500 mg", quantity=2).id
    ago = (clock.now() - timedelta(hours=2)).replace(second=0, microsecond=0)
    late = {"given_at": ago.isoformat(), "reason": "Hip pain, written down late", "score": 5}
    assert ana.post(prn_at(cast, medication), **late).status_code == 201
    refused = ben.post(prn_at(cast, medication), **WHY)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "too-early")
    assert refused.json["next_safe_at"].startswith(
        (ago + timedelta(hours=4)).strftime("%Y-%m-%dT%H:%M")
    )
    page = ben.send(prn_at(cast, medication), **WHY)
    assert page.status_code == 422
    assert "It has really been given already" in page.text


def test_a_prn_without_maximum_cannot_be_activated(cast: Cast, ana: Visitor) -> None:
    medication = casting.prescribe_prn(cast.ana, max_per_day="").id
    here = f"/families/{cast.family_id}/medications/{medication}"
    assert ana.get(here).json["missing"] == ["max_per_day"]
    assert ana.post(prn_at(cast, medication), **WHY).json["error"]["code"] == "not-activated"
    refused = ana.post(f"{here}/activation")
    assert refused.status_code == 422
    assert list(refused.json["error"]["fields"]) == ["max_per_day"]
    assert "may not be given yet" in ana.page(here).text
    assert ana.post(f"{here}/activation", max_per_day=8).json["is_active"]
    assert ana.post(prn_at(cast, medication), **WHY).status_code == 201


def test_a_prn_asks_for_a_reason_and_a_score(cast: Cast, ben: Visitor) -> None:
    medication = casting.prescribe_prn(cast.ana).id
    refused = ben.post(prn_at(cast, medication), outcome="given")
    assert set(refused.json["error"]["fields"]) == {"reason", "score"}


@pytest.fixture
def witnessed(cast: Cast) -> str:
    pins.set_pin(cast.vera.member_id or "", "4711")
    pins.set_pin(cast.ben.member_id or "", "8024")
    pins.set_pin(cast.sam.member_id or "", "9135")
    return casting.first_dose(casting.prescribe(cast.ana, "Morphine", needs_witness=True)).id


def test_a_witness_signs_with_their_own_pin(cast: Cast, ben: Visitor, witnessed: str) -> None:
    signed = {"witness": cast.vera.member_id, "witness_pin": "4711"}
    made = ben.post(dose_at(cast, witnessed), outcome="given", **signed)
    assert made.status_code == 201
    assert made.json["witness"]["name"] == "Vera Almeida"


@pytest.mark.parametrize(
    ("who", "pin", "field"),
    [
        ("ben", "8024", "witness"),
        ("sam", "9135", "witness"),
        ("vera", "1357", "witness_pin"),
        ("vera", "", "witness_pin"),
        ("ana", "4711", "witness_pin"),
    ],
)
def test_oneself_a_stranger_and_a_wrong_pin_are_no_witness(
    cast: Cast, ben: Visitor, witnessed: str, who: str, pin: str, field: str
) -> None:
    signed = {"witness": getattr(cast, who).member_id, "witness_pin": pin}
    refused = ben.post(dose_at(cast, witnessed), outcome="given", **signed)
    assert refused.status_code == 422
    assert list(refused.json["error"]["fields"]) == [field]


def test_a_pin_is_not_guessed(cast: Cast, ben: Visitor, witnessed: str) -> None:
    for number in range(5):
        signed = {"witness": cast.vera.member_id, "witness_pin": f"135{number}"}
        ben.post(dose_at(cast, witnessed), outcome="given", **signed)
    signed = {"witness": cast.vera.member_id, "witness_pin": "4711"}
    refused = ben.post(dose_at(cast, witnessed), outcome="given", **signed)
    assert "Too many wrong PINs" in refused.json["error"]["fields"]["witness_pin"]


def test_nobody_there_is_said_and_looked_at_later(
    cast: Cast, ana: Visitor, ben: Visitor, witnessed: str
) -> None:
    bare = ben.post(dose_at(cast, witnessed), outcome="given")
    assert list(bare.json["error"]["fields"]) == ["witness"]
    made = ben.post(dose_at(cast, witnessed), outcome="given", no_witness_why="Alone at night")
    assert made.status_code == 201
    assert "Alone at night" in ana.page(f"/families/{cast.family_id}/").text


def test_vera_and_sam_give_nothing(cast: Cast, vera: Visitor, sam: Visitor) -> None:
    medication = casting.prescribe_prn(cast.ana).id
    assert vera.post(prn_at(cast, medication), **WHY).status_code == 403
    assert sam.post(prn_at(cast, medication), **WHY).status_code == 404


def test_who_prepares_is_seen_on_the_day(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    made = ben.post(f"/families/{cast.family_id}/doses/{dose}/preparation")
    assert (made.status_code, made.json["name"]) == (201, "Ben Archer")
    assert "Ben Archer is preparing this" in ana.page(f"/families/{cast.family_id}/").text
    with clock.moved_to(clock.now() + timedelta(minutes=3)):
        assert "Ben Archer is preparing" not in ana.page(f"/families/{cast.family_id}/").text
