"""What every answer and every request holds to: headers, cookies, CSRF, origin, limits."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import Cast
from tests.visitors import Visitor, browser_of, nobody, program_of

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; frame-src 'self'; media-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGES = ["/sign-in", "/nowhere", "/families", "/static/css/carecircle.css"]
TLS = "https://care.example"


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_says_what_a_browser_may_do(stranger: Visitor, path: str) -> None:
    headers = stranger.page(path).headers
    assert headers["Content-Security-Policy"] == CSP
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=(self)" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers
    assert headers["X-Request-Id"]


def test_a_signed_in_page_is_kept_by_nobody(cast: Cast, ana: Visitor) -> None:
    assert ana.page(f"/families/{cast.family_id}/members").headers["Cache-Control"] == "no-store"


def test_a_request_id_is_taken_over_only_if_it_is_one(stranger: Visitor) -> None:
    given = stranger.page("/sign-in", X_Request_Id="proxy-1234567")
    assert given.headers["X-Request-Id"] == "proxy-1234567"
    odd = stranger.page("/sign-in", X_Request_Id="<b>not an id</b>")
    assert "<" not in odd.headers["X-Request-Id"]


def test_without_tls_cookies_are_plain_and_http_only(stranger: Visitor) -> None:
    cookie = (
        Visitor(stranger.client.application.test_client()).page("/sign-in").headers["Set-Cookie"]
    )
    assert cookie.startswith("carecircle=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_tls_cookies_are_bound_to_the_host(make_app: Callable[..., Flask]) -> None:
    client = make_app(base_url=TLS).test_client()
    answer = client.get("/sign-in", base_url=TLS)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-carecircle=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_a_foreign_host_name_is_refused_where_ours_is_known(make_app: Callable[..., Flask]) -> None:
    client = make_app(base_url=TLS).test_client()
    assert client.get("/sign-in", base_url="https://evil.example").status_code == 400
    assert client.get("/sign-in", base_url=TLS).status_code == 200


def test_a_form_without_our_field_changes_nothing(cast: Cast, ana: Visitor) -> None:
    bare = Visitor(ana.client)
    answer = bare.send("/families", name="Not ours")
    assert answer.status_code == 400
    assert "open it again" in answer.text
    assert len(ana.get("/families").json["items"]) == 1


def test_our_own_form_is_taken_although_its_origin_is_null(cast: Cast, ana: Visitor) -> None:
    """Under `no-referrer` browsers send `Origin: null` with a form of our own page."""
    own = Visitor(ana.client, ana.headers | {"Origin": "null", "Sec-Fetch-Site": "same-origin"})
    assert own.send("/families", name="Ours").status_code == 303
    old = Visitor(ana.client, ana.headers | {"Origin": "null"})
    assert old.send("/families", name="Ours too").status_code == 303


@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_acts_in_nobodys_name(cast: Cast, ana: Visitor, sent: dict[str, str]) -> None:
    foreign = Visitor(ana.client, ana.headers | sent)
    assert foreign.post("/families", name="Theirs").status_code == 403


def test_a_program_needs_neither_field_nor_origin(app: Flask, cast: Cast) -> None:
    program = program_of(app, cast.ana)
    program.headers["Origin"] = "https://dashboard.example"
    assert program.post("/families", name="From a program").status_code == 201


def test_guessing_at_one_account_is_slowed_and_the_owner_is_not(
    app: Flask, stranger: Visitor
) -> None:
    person = {"email": "ana@family.example", "password": "a stack of plates"}
    stranger.post("/sign-up", name="Ana", **person)
    owner = nobody(app)
    assert owner.post("/sign-in", **person).status_code == 200
    guesses = [
        stranger.post("/sign-in", email=person["email"], password=f"guess number {n}").status_code
        for n in range(11)
    ]
    assert guesses == [422] * 10 + [429]
    assert stranger.post("/sign-in", **person).status_code == 429
    owner.headers["X-CSRFToken"] = _csrf(owner)
    assert owner.post("/sign-in", **person).status_code == 200


def test_a_refusal_for_haste_says_how_long(app: Flask, stranger: Visitor) -> None:
    sent = {"email": "nobody@family.example", "password": "guess after guess"}
    answers = [stranger.post("/sign-in", **sent) for _ in range(11)]
    assert answers[-1].json["error"]["code"] == "too-often"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 300


def test_a_hundred_requests_of_a_token_are_not_slowed(app: Flask, cast: Cast) -> None:
    program = program_of(app, cast.ana)
    assert {program.get("/families").status_code for _ in range(150)} == {200}


def test_signing_in_is_limited_although_redis_is_away(make_app: Callable[..., Flask]) -> None:
    visitor = nobody(make_app(redis_url="redis://127.0.0.1:1/0"))
    sent = {"email": "nobody@family.example", "password": "guess after guess"}
    assert [visitor.post("/sign-in", **sent).status_code for _ in range(11)][-1] == 429


def test_a_session_is_seen_once_a_minute_at_most(app: Flask, cast: Cast) -> None:
    import time_machine

    from carecircle import clock
    from carecircle.auth.models import AuthSession
    from carecircle.db.session import reading

    def last_seen() -> object:
        with reading() as session:
            return session.query(AuthSession).one().last_seen_at

    with time_machine.travel(clock.now(), tick=False) as moving:
        ana = browser_of(app, cast.ana)
        ana.get("/families")
        first = last_seen()
        moving.shift(30)
        ana.get("/families")
        assert last_seen() == first
        moving.shift(31)
        ana.get("/families")
        assert last_seen() != first


def _csrf(visitor: Visitor) -> str:
    return visitor.page("/account").text.split('name="csrf_token" value="')[1].split('"')[0]
