"""Signing up, in and out."""

import time_machine

from carecircle import clock
from carecircle.auth import sessions
from carecircle.auth.models import Account, AuthSession
from carecircle.db.session import reading
from tests.visitors import Visitor

PERSON = {"name": "Ana", "email": "ana@family.example", "password": "a stack of plates"}


def sign_up(visitor: Visitor, **other: str) -> None:
    assert visitor.post("/sign-up", **(PERSON | other)).status_code == 201


def sign_in(visitor: Visitor, **other: str) -> object:
    sent = {name: PERSON[name] for name in ("email", "password")} | other
    return visitor.send("/sign-in", **sent)


def test_a_new_person_signs_up_in_and_makes_a_family(stranger: Visitor) -> None:
    up = stranger.send("/sign-up", **PERSON)
    assert (up.status_code, up.location) == (303, "/sign-in")
    assert "Your account is ready" in stranger.page("/sign-in").text
    assert sign_in(stranger).location == "/"
    assert stranger.page("/").location == "/families"


def test_the_password_is_kept_as_argon2id(stranger: Visitor) -> None:
    sign_up(stranger)
    with reading() as session:
        kept = session.query(Account).one().password_hash
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_address_is_the_same_however_it_is_typed(stranger: Visitor) -> None:
    sign_up(stranger, email=" Ana@Family.Example ")
    assert sign_in(stranger, email="ANA@family.example").status_code == 303


def test_a_known_and_an_unknown_address_are_answered_alike(stranger: Visitor) -> None:
    sign_up(stranger)
    wrong = stranger.post("/sign-in", email=PERSON["email"], password="not this one")
    unknown = stranger.post("/sign-in", email="nobody@family.example", password="not this one")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.json == unknown.json


def test_signing_up_twice_tells_nobody_and_changes_nothing(stranger: Visitor) -> None:
    first = stranger.post("/sign-up", **PERSON)
    again = stranger.post("/sign-up", **(PERSON | {"password": "another long one"}))
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert sign_in(stranger, password="another long one").status_code == 422
    assert sign_in(stranger).status_code == 303


def test_each_sign_in_is_a_new_session_in_place_of_the_old(stranger: Visitor) -> None:
    sign_up(stranger)
    sign_in(stranger)
    first = stranger.client.get_cookie("carecircle").value
    stranger.headers["X-CSRFToken"] = csrf_of(stranger)
    sign_in(stranger)
    assert stranger.client.get_cookie("carecircle").value != first
    stranger.client.set_cookie("carecircle", first)
    assert stranger.get("/families").status_code == 401


def test_a_cookie_copied_before_signing_out_is_worth_nothing(stranger: Visitor) -> None:
    sign_up(stranger)
    sign_in(stranger)
    copied = stranger.client.get_cookie("carecircle").value
    stranger.headers["X-CSRFToken"] = csrf_of(stranger)
    assert stranger.send("/sign-out").location == "/sign-in"
    stranger.client.set_cookie("carecircle", copied)
    assert stranger.get("/families").status_code == 401


def test_common_short_and_own_passwords_are_refused(stranger: Visitor) -> None:
    for password in ("short", "password1", "Baseball", "aaaaaaaaaa", "ana@family.example"):
        answer = stranger.post("/sign-up", **(PERSON | {"password": password}))
        assert answer.status_code == 422
        assert list(answer.json["error"]["fields"]) == ["password"]


def test_long_passwords_with_spaces_and_any_letters_are_welcome(stranger: Visitor) -> None:
    password = "  wo wächst der Pfeffer 🌶 " * 20
    sign_up(stranger, password=password)
    assert sign_in(stranger, password=password.strip()).status_code == 422
    assert sign_in(stranger, password=password).status_code == 303


def test_a_refused_form_keeps_what_was_typed_but_no_password(stranger: Visitor) -> None:
    answer = stranger.send("/sign-up", **(PERSON | {"password": "short"}))
    assert answer.status_code == 422
    assert 'value="ana@family.example"' in answer.text
    assert "short" not in answer.text.replace("shortly", "")


def test_real_names_are_accepted(stranger: Visitor) -> None:
    for number, name in enumerate(["O'Brien", "Null", "X", "علي", "Zoë <b>", "李"]):
        sign_up(stranger, name=name, email=f"p{number}@family.example")


def test_it_goes_on_only_to_addresses_of_ours(stranger: Visitor) -> None:
    sign_up(stranger)
    for bad in (
        "//evil.example",
        "https://evil.example",
        "/\\evil",
        "/nowhere",
        "/a\r\nb",
        "javascript:1",
    ):
        stranger.headers["X-CSRFToken"] = csrf_of(stranger)
        assert sign_in(stranger, next=bad).location == "/"
    stranger.headers["X-CSRFToken"] = csrf_of(stranger)
    assert sign_in(stranger, next="/families/new").location == "/families/new"


def test_without_sign_in_a_page_leads_to_the_door_and_json_is_401(stranger: Visitor) -> None:
    assert stranger.page("/families").location == "/sign-in?next=/families"
    answer = stranger.get("/families")
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "sign-in-needed")
    fragment = stranger.page("/families", HX_Request="true")
    assert (fragment.status_code, fragment.headers["HX-Redirect"]) == (401, "/sign-in")


def test_a_session_ends_without_use_and_in_any_case(stranger: Visitor) -> None:
    sign_up(stranger)
    with time_machine.travel(clock.now(), tick=False) as moving:
        sign_in(stranger)
        limits = sessions.LIMITS["desktop"]
        for _day in range(limits.absolute.days - 1):
            moving.shift(24 * 3600)
            assert stranger.get("/families").status_code == 200
        moving.shift(24 * 3600)
        assert stranger.get("/families").status_code == 401
        stranger.headers["X-CSRFToken"] = csrf_of(stranger)
        sign_in(stranger)
        moving.shift(limits.idle)
        assert stranger.get("/families").status_code == 401


def test_a_shared_device_is_signed_out_within_the_day(stranger: Visitor) -> None:
    sign_up(stranger)
    sign_in(stranger, shared="yes")
    with reading() as session:
        assert session.query(AuthSession).one().kind == "shared"
    assert stranger.client.get_cookie("carecircle").expires is None


def csrf_of(visitor: Visitor) -> str:
    """The field of a page that this browser opens now."""
    page = visitor.page("/sign-in").text
    return page.split('name="csrf_token" value="')[1].split('"')[0]
