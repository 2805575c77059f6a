"""Every route, by every method, asked by everybody: only those in the table come in."""

import pytest
from flask import Flask
from werkzeug.routing import Rule as Route

from carecircle.auth import sessions
from carecircle.auth.policy import POLICY
from carecircle.care.families.actions import remove_member
from carecircle.care.permissions import MAY
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, nobody, program_of

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OF_THE_FAMILY = {"ana": "admin", "ben": "caregiver", "vera": "viewer", "program": "admin"}
STRANGERS = ("sam", "removed", "foreign_token")
NOBODY = ("anonymous", "revoked", "bad_token")
READER = "reader"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@pytest.fixture(scope="module")
def visitors(app: Flask, cast: Cast) -> dict[str, Visitor]:
    gone = casting.join(cast.family_id, "Gil Gone", "GG", "admin")
    remove_member(cast.ana, gone.member_id or "")
    people = {name: browser_of(app, getattr(cast, name)) for name in ("ana", "ben", "vera", "sam")}
    return people | {
        "removed": browser_of(app, gone),
        "revoked": _revoked(app, cast),
        "anonymous": nobody(app),
        "program": program_of(app, cast.ana, family_id=cast.family_id),
        "foreign_token": program_of(app, cast.sam, family_id=cast.other_family_id),
        "bad_token": Visitor(app.test_client(), {"Authorization": "Bearer cc_nobody"}),
        "reader": program_of(app, cast.ana, scope="read"),
    }


def _revoked(app: Flask, cast: Cast) -> Visitor:
    visitor = browser_of(app, cast.ana)
    mine = next(one["id"] for one in visitor.get("/account").json["sessions"] if one["current"])
    sessions.revoke(cast.ana.account_id or "", mine)
    return visitor


def routes(app: Flask) -> list[tuple[Route, str]]:
    """Each route with each method that it takes, but for those that change who asks."""
    doors = {"accounts.sign_out", "accounts.end_all_sessions", "members.remove_member"}
    return [
        (route, method)
        for route in app.url_map.iter_rules()
        for method in METHODS
        if method in (route.methods or ()) and route.endpoint not in doors
    ]


def address(route: Route, cast: Cast) -> str:
    """Of the first family, with ids of nothing in it."""
    path = route.rule
    for argument in route.arguments:
        value = cast.family_id if argument == "family" else "0nothing"
        for converter in ("id:", "key:", "path:", "string:", ""):
            path = path.replace(f"<{converter}{argument}>", value)
    assert "<" not in path, path
    return path


def ask(visitor: Visitor, method: str, path: str) -> int:
    headers = {"Accept": "application/json"} | visitor.headers
    if path.endswith("/events/socket"):
        headers |= HANDSHAKE
    answer = visitor.client.open(path, method=method, headers=headers, json={})
    answer.close()
    assert answer.status_code < 500, (method, path)
    return int(answer.status_code)


def in_a_family(app: Flask) -> list[tuple[Route, str]]:
    return [one for one in routes(app) if POLICY[one[0].endpoint].scope == "family"]


def test_nobody_comes_in_without_signing_in(
    app: Flask, cast: Cast, visitors: dict[str, Visitor]
) -> None:
    asked = [
        one for one in routes(app) if POLICY[one[0].endpoint].scope not in ("public", "stream")
    ]
    assert len(asked) > 20
    for route, method in asked:
        for name in NOBODY:
            status = ask(visitors[name], method, address(route, cast))
            assert status == 401, (name, method, route.rule)


def test_no_stranger_comes_into_a_family(
    app: Flask, cast: Cast, visitors: dict[str, Visitor]
) -> None:
    for route, method in in_a_family(app):
        for name in STRANGERS:
            status = ask(visitors[name], method, address(route, cast))
            assert status == 404, (name, method, route.rule)


def test_a_role_goes_as_far_as_the_table_says(
    app: Flask, cast: Cast, visitors: dict[str, Visitor]
) -> None:
    for route, method in in_a_family(app):
        rule = POLICY[route.endpoint]
        for name, role in OF_THE_FAMILY.items():
            status = ask(visitors[name], method, address(route, cast))
            is_allowed = role in MAY[rule.action or ""]
            assert (status == 403) == (not is_allowed), (name, method, route.rule, status)


def test_a_token_for_reading_changes_nothing(
    app: Flask, cast: Cast, visitors: dict[str, Visitor]
) -> None:
    for route, method in in_a_family(app):
        if method != "GET":
            assert ask(visitors[READER], method, address(route, cast)) == 403, route.rule


def test_a_program_does_not_reach_what_is_a_persons(
    app: Flask, cast: Cast, visitors: dict[str, Visitor]
) -> None:
    for route, method in routes(app):
        if POLICY[route.endpoint].scope == "person":
            assert ask(visitors["program"], method, address(route, cast)) == 403, route.rule


def test_no_write_passes_without_the_field_of_our_own_page(
    app: Flask, cast: Cast, visitors: dict[str, Visitor]
) -> None:
    bare = Visitor(visitors["ana"].client)
    for route, method in routes(app):
        if method != "GET" and POLICY[route.endpoint].scope != "stream":
            assert ask(bare, method, address(route, cast)) == 400, route.rule


def test_no_write_passes_from_another_site(
    app: Flask, cast: Cast, visitors: dict[str, Visitor]
) -> None:
    ana = visitors["ana"]
    for sent in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        foreign = Visitor(ana.client, ana.headers | sent)
        for route, method in routes(app):
            if method != "GET" and POLICY[route.endpoint].scope != "stream":
                assert ask(foreign, method, address(route, cast)) == 403, route.rule
