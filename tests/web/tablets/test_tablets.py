"""A tablet of the home raises an emergency without a password, and signs for nothing."""

import pytest
from flask import Flask

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import RAW_CSRF, Visitor, browser_of, program_of


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def tablet(ana: Visitor, base: str) -> Visitor:
    """Ana's browser, turned into one."""
    made = ana.post(f"{base}/tablets", name="Kitchen tablet")
    assert made.status_code == 201
    with ana.client.session_transaction() as cookie:
        cookie["csrf_token"] = RAW_CSRF  # of the next page that it opens
    return ana


def test_it_raises_an_emergency_under_its_own_name(
    base: str, tablet: Visitor, ben: Visitor
) -> None:
    raised = tablet.post(f"{base}/emergencies", type="fall")
    assert raised.status_code == 201
    assert raised.json["raised_by"]["name"] == "Kitchen tablet"
    page = ben.page(f"{base}/emergencies/{raised.json['id']}").text
    assert "Kitchen tablet" in page
    assert "Reached 0 of 3." in page  # three people; a tablet is none
    assert tablet.get(f"{base}/emergencies/{raised.json['id']}").status_code == 200


def test_the_timeline_and_the_readiness_name_it(base: str, tablet: Visitor, ben: Visitor) -> None:
    here = f"{base}/emergencies/{ben.post(f'{base}/emergencies').json['id']}"
    tablet.post(f"{here}/receipt", kind="received")
    tablet.post(f"{base}/screens", sound="on")
    assert "Received by Kitchen tablet" in ben.page(f"{here}/timeline").text
    ready = ben.page(f"{base}/readiness").text
    assert "<bdi>Kitchen tablet</bdi></b>, Kitchen tablet" in ready
    assert "Buttons and sensors" not in ready


def test_it_shows_what_is_due_and_every_emergency(
    cast: Cast, base: str, tablet: Visitor, ben: Visitor
) -> None:
    casting.first_dose(casting.prescribe(cast.ben, "Apixaban"))
    assert tablet.page(f"{base}/").headers["Location"].endswith("/doses")
    page = tablet.page(f"{base}/doses").text
    assert "Apixaban" in page
    assert "administration" not in page
    ben.post(f"{base}/emergencies", type="fall")
    assert "A fall" in tablet.page(f"{base}/doses").text


@pytest.mark.parametrize(
    "path",
    ["channels", "notes", "members", "feed", "observations", "shifts", "medications", "readiness"],
)
def test_it_reads_nothing_that_was_said_or_written(base: str, tablet: Visitor, path: str) -> None:
    assert tablet.get(f"{base}/{path}").status_code == 403


def test_it_answers_records_and_changes_nothing(
    cast: Cast, base: str, tablet: Visitor, ben: Visitor
) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ben, "Apixaban")).id
    emergency = f"{base}/emergencies/{ben.post(f'{base}/emergencies').json['id']}"
    refused = [
        tablet.post(f"{base}/doses/{dose}/administration", outcome="given"),
        tablet.post(f"{emergency}/acknowledgement", answer="on_my_way"),
        tablet.post(f"{emergency}/resolution", outcome="handled"),
        tablet.post(f"{base}/notes", text="Slept well"),
        tablet.post(f"{base}/tablets", name="Another"),
        tablet.get("/account"),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert tablet.post(f"{emergency}/receipt", kind="seen").status_code == 200


def test_a_form_of_another_site_raises_nothing(base: str, tablet: Visitor) -> None:
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    headers = tablet.headers | foreign
    assert tablet.client.post(f"{base}/emergencies", headers=headers).status_code == 403


def test_whoever_made_it_one_is_signed_out_there(app: Flask, cast: Cast, base: str) -> None:
    ana = browser_of(app, cast.ana)
    with ana.client.session_transaction() as cookie:
        key = cookie["_user_id"]
    ana.post(f"{base}/tablets", name="Kitchen tablet")
    with ana.client.session_transaction() as cookie:
        assert cookie["_user_id"] != key
        cookie["_user_id"] = key
    assert ana.get(f"{base}/doses").status_code == 401


def test_an_admin_stops_it_and_its_key_opens_nothing(
    app: Flask, cast: Cast, base: str, tablet: Visitor
) -> None:
    admin = browser_of(app, cast.ana)
    page = admin.page(f"{base}/members").text
    assert "Kitchen tablet" in page
    id_ = page.split(f"{base}/tablets/")[1].split("/removal")[0]
    assert admin.post(f"{base}/tablets/{id_}/removal").status_code == 200
    assert tablet.get(f"{base}/doses").status_code == 401
    assert f"{base}/tablets/{id_}/removal" not in admin.page(f"{base}/members").text


def test_only_an_admin_makes_one(base: str, ben: Visitor) -> None:
    assert ben.post(f"{base}/tablets", name="Mine").status_code == 403


def test_a_program_is_given_the_key_to_carry_there(app: Flask, cast: Cast, base: str) -> None:
    program = program_of(app, cast.ana)
    told = program.post(f"{base}/tablets", name="Hall tablet").json
    carried = Visitor(app.test_client(), {"Authorization": f"Bearer {told['token']}"})
    assert carried.post(f"{base}/emergencies").json["raised_by"]["name"] == "Hall tablet"
    assert carried.get(f"{base}/notes").status_code == 403
    assert program.get(f"{base}/notes").status_code == 200
