"""The steps on the page and for programs; the family's own policy; what /readyz says."""

from datetime import timedelta

from flask import Flask

from carecircle import clock
from carecircle.care.emergencies.actions import escalate_due
from carecircle.care.emergencies.models import Emergency
from carecircle.db.session import transaction
from tests.cast import Cast
from tests.visitors import Visitor, program_of

POLICY = {"call_after_s": 120, "repeat_every_s": 60, "news_within_s": 600}


def of(cast: Cast, tail: str) -> str:
    return f"/families/{cast.family_id}/{tail}"


def test_the_sender_reads_that_nobody_answered_and_what_comes_next(
    cast: Cast, vera: Visitor
) -> None:
    told = vera.post(of(cast, "emergencies")).json
    page = vera.page(of(cast, f"emergencies/{told['id']}")).text
    assert "Nobody has seen this yet." in page
    assert "Reached 0 of 2." in page
    assert "data-until=" in page
    assert "Then a louder signal to Ana Almeida, Ben Archer" in page


def test_programs_read_the_steps_and_when_the_next_is_due(cast: Cast, vera: Visitor) -> None:
    told = vera.post(of(cast, "emergencies")).json
    assert [step["kind"] for step in told["steps"]] == ["everyone", "louder", "outside", "call"]
    assert told["next_step_at"] == told["steps"][1]["due_at"]
    answered = vera.post(of(cast, f"emergencies/{told['id']}/acknowledgement"), answer="on_scene")
    assert answered.json["next_step_at"] is None
    assert {step["state"] for step in answered.json["steps"][1:]} == {"stopped"}


def test_an_admin_sets_the_steps_and_others_read_them(
    cast: Cast, ana: Visitor, ben: Visitor, sam: Visitor
) -> None:
    without = {"louder_after_s": None, "outside_after_s": None}
    assert ana.post(of(cast, "escalation"), **POLICY, **without).status_code == 200
    assert ben.get(of(cast, "escalation")).json["louder_after_s"] is None
    assert "call 112" in ben.page(of(cast, "escalation")).text
    assert ben.post(of(cast, "escalation"), **POLICY).status_code == 403
    assert sam.get(of(cast, "escalation")).status_code == 404


def test_a_wish_that_cannot_be_kept_comes_back_with_what_to_mend(cast: Cast, ana: Visitor) -> None:
    answer = ana.send(of(cast, "escalation"), **POLICY | {"louder_after_s": 500})
    assert answer.status_code == 422
    assert "This must come before the last step" in answer.text


def test_readiness_says_when_steps_are_late_or_missing(cast: Cast, vera: Visitor) -> None:
    vera.post(of(cast, "emergencies"))
    assert vera.get("/readyz").json["escalation"] == "ok"
    with transaction() as tx:
        late = clock.now() - timedelta(minutes=1)
        tx.session.query(Emergency).update({"next_step_at": late})
    assert vera.get("/readyz").json["escalation"] == "late"
    with transaction() as tx:
        tx.session.query(Emergency).update({"next_step_at": None})
    assert vera.get("/readyz").json["escalation"] == "broken"
    assert "carecircle_emergencies_without_step" in vera.get("/metrics").text


def test_a_device_raises_it_with_one_post_and_its_key(cast: Cast, app: Flask, ana: Visitor) -> None:
    button = program_of(app, cast.ana, family_id=cast.family_id)
    sent = {"type": "fall_detected", "location": "Hall", "idempotency_key": "button-1"}
    first = button.post(of(cast, "emergencies"), **sent)
    assert (first.status_code, first.json["type"]) == (201, "fall")
    ana.post(of(cast, f"emergencies/{first.json['id']}/resolution"), outcome="mistake")
    assert button.post(of(cast, "emergencies"), **sent).json["id"] == first.json["id"]
    assert len(ana.get(of(cast, "emergencies")).json["items"]) == 1
    assert "Buttons and sensors" in ana.page(of(cast, "readiness")).text


def test_nobody_has_seen_it_until_somebody_did(cast: Cast, vera: Visitor, ben: Visitor) -> None:
    path = of(cast, f"emergencies/{vera.post(of(cast, 'emergencies')).json['id']}")
    assert "Nobody has seen this yet." in vera.page(path).text
    ben.post(f"{path}/receipt", kind="seen")
    assert "Nobody has answered yet." in vera.page(path).text


def test_one_tap_says_that_it_was_a_mistake_to_everybody(
    cast: Cast, vera: Visitor, ben: Visitor
) -> None:
    path = of(cast, f"emergencies/{vera.post(of(cast, 'emergencies')).json['id']}")
    assert "Sent by mistake: tell everybody" in vera.page(path).text
    vera.send(f"{path}/resolution", outcome="mistake")
    assert "Vera Almeida closed the emergency: Sent by mistake" in ben.page(of(cast, "feed")).text


def test_somebody_who_was_removed_answers_no_more(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    made = ana.post(of(cast, "emergencies")).json
    ana.post(of(cast, f"members/{cast.ben.member_id}/removal"))
    path = of(cast, f"emergencies/{made['id']}")
    assert ben.post(f"{path}/acknowledgement", answer="on_my_way").status_code == 404
    told = ana.get(path).json
    assert (told["status"], told["next_step_at"]) == ("raised", made["next_step_at"])


def test_an_answer_after_it_is_over_says_who_closed_it(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    path = of(cast, f"emergencies/{ana.post(of(cast, 'emergencies')).json['id']}")
    ana.post(f"{path}/resolution", outcome="handled")
    answer = ben.post(f"{path}/acknowledgement", answer="on_scene")
    assert answer.status_code == 409
    assert "Ana Almeida has already closed" in answer.json["error"]["message"]


def test_the_polled_partial_shows_each_type_with_its_help(
    cast: Cast, ana: Visitor, vera: Visitor
) -> None:
    for type_ in ("fall", "missing", "hospitalisation"):
        ana.post(of(cast, "emergencies"), type=type_)
        answer = vera.page(of(cast, "alerts"))
        assert answer.status_code == 200
        assert "/emergency-sheet" in answer.text


def test_raised_again_after_silence_it_still_says_who_answered_and_when(
    cast: Cast, ben: Visitor, vera: Visitor
) -> None:
    told = vera.post(of(cast, "emergencies")).json
    here = of(cast, f"emergencies/{told['id']}")
    ben.post(f"{here}/acknowledgement", answer="on_my_way")
    with clock.moved_to(clock.now() + timedelta(minutes=11)):
        assert 'data-answered="' + (cast.ben.member_id or "") in vera.page(here).text
        assert escalate_due() == 1
        assert 'data-answered=""' in vera.page(here).text  # so that Ben's screen calls him again
        for page in (here, of(cast, "")):
            shown = vera.page(page).text
            assert "Nobody has answered since" in shown
            assert "when it was: Ben Archer is on the way." in shown
            assert "Nobody has answered yet." not in shown
