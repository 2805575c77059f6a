"""One's own account: sessions, the password, tokens."""

from flask import Flask

from carecircle.auth.models import Token
from carecircle.db.session import reading
from carecircle.events import revocation
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, program_of


def revoked() -> list[tuple[str, str, str]]:
    with reading() as session:
        return [(r.kind, r.subject_id, r.reason) for r in revocation.read_after(session, 0)]


def test_a_person_sees_where_they_are_signed_in(app: Flask, cast: Cast, ana: Visitor) -> None:
    browser_of(app, cast.ana, kind="phone")
    shown = ana.get("/account").json["sessions"]
    assert sorted((one["kind"], one["current"]) for one in shown) == [
        ("desktop", True),
        ("phone", False),
    ]
    assert "Firefox on Linux" in ana.page("/account").text


def test_another_session_can_be_ended_and_its_streams_with_it(
    app: Flask, cast: Cast, ana: Visitor
) -> None:
    phone = browser_of(app, cast.ana, kind="phone")
    other = next(one["id"] for one in ana.get("/account").json["sessions"] if not one["current"])
    assert ana.post(f"/account/sessions/{other}/end").status_code == 200
    assert phone.get("/families").status_code == 401
    assert ana.get("/families").status_code == 200
    assert revoked() == [("session", other, "signed-out")]


def test_nobody_ends_a_session_of_another_person(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    mine = ana.get("/account").json["sessions"][0]["id"]
    assert ben.post(f"/account/sessions/{mine}/end").status_code == 404
    assert ana.get("/families").status_code == 200


def test_signing_out_everywhere_ends_every_session(app: Flask, cast: Cast, ana: Visitor) -> None:
    phone = browser_of(app, cast.ana, kind="phone")
    answer = ana.send("/account/sessions/end")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert phone.get("/families").status_code == ana.get("/families").status_code == 401
    assert len(revoked()) == 2


def test_a_token_is_shown_once_and_kept_as_a_hash(app: Flask, cast: Cast, ana: Visitor) -> None:
    sent = {"name": "Button by the bed", "family": cast.family_id, "idempotency_key": "k"}
    made = ana.post("/account/tokens", **sent)
    assert made.status_code == 201
    key = made.json["token"]
    with reading() as session:
        assert key not in str(vars(session.query(Token).one()))
    assert "token" not in ana.post("/account/tokens", **sent).json
    assert key not in ana.page("/account").text
    assert len(ana.get("/account").json["tokens"]) == 1


def test_a_form_shows_the_token_in_its_answer(cast: Cast, ana: Visitor) -> None:
    answer = ana.send("/account/tokens", name="Script")
    assert answer.status_code == 201
    assert 'value="cc_' in answer.text


def test_a_token_opens_its_own_family_alone(app: Flask, cast: Cast) -> None:
    bound = program_of(app, cast.ana, family_id=cast.family_id)
    assert bound.get(f"/families/{cast.family_id}/members").status_code == 200
    assert bound.get(f"/families/{cast.other_family_id}/members").status_code == 404
    assert [one["id"] for one in bound.get("/families").json["items"]] == [cast.family_id]
    assert bound.post("/families", name="Another").status_code == 403


def test_a_token_for_reading_writes_nothing(app: Flask, cast: Cast) -> None:
    reader = program_of(app, cast.ana, scope="read")
    path = f"/families/{cast.family_id}/recipients"
    assert reader.get(path).status_code == 200
    assert reader.post(path, name="Rui").status_code == 403


def test_a_token_does_not_reach_the_account(app: Flask, cast: Cast) -> None:
    program = program_of(app, cast.ana)
    assert program.get("/account").status_code == 403
    assert program.post("/account/tokens", name="More").status_code == 403


def test_a_revoked_token_is_nobody(app: Flask, cast: Cast, ana: Visitor) -> None:
    program = program_of(app, cast.ana)
    token = ana.get("/account").json["tokens"][0]["id"]
    assert ana.post(f"/account/tokens/{token}/revocation").status_code == 200
    assert program.get("/families").status_code == 401
    assert revoked() == [("token", token, "signed-out")]


def test_a_wrong_token_is_not_made_good_by_a_cookie(cast: Cast, ana: Visitor) -> None:
    assert ana.get("/families", Authorization="Bearer cc_wrong").status_code == 401
    assert ana.get("/families").status_code == 200


def test_a_stranger_gets_no_token_for_a_family(cast: Cast, sam: Visitor) -> None:
    answer = sam.post("/account/tokens", name="Spy", family=cast.family_id)
    assert answer.status_code == 404


def test_a_new_password_ends_every_other_session(stranger: Visitor, app: Flask) -> None:
    person = {"name": "Ana", "email": "ana@family.example", "password": "a stack of plates"}
    stranger.post("/sign-up", **person)
    stranger.send("/sign-in", **person)
    phone = app.test_client()
    phone.set_cookie("carecircle", stranger.client.get_cookie("carecircle").value)
    stranger.headers["X-CSRFToken"] = csrf_of(stranger)
    sent = {"old_password": "a stack of plates", "new_password": "a pile of saucers"}
    wrong = stranger.post("/account/password", **(sent | {"old_password": "not mine at all"}))
    assert (wrong.status_code, list(wrong.json["error"]["fields"])) == (422, ["old_password"])
    assert stranger.post("/account/password", **sent).status_code == 200
    assert stranger.get("/families").status_code == 200
    assert phone.get("/families", headers={"Accept": "application/json"}).status_code == 401


def csrf_of(visitor: Visitor) -> str:
    page = visitor.page("/account").text
    return page.split('name="csrf_token" value="')[1].split('"')[0]
