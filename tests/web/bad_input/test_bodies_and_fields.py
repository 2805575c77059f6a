"""Bodies that are no objects, and values that no field can take."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from tests.cast import Cast
from tests.visitors import JSON, Visitor
from tests.web.bad_input.corpus import (
    BODIES,
    VALUES,
    address,
    fields,
    is_plain,
    members,
    snapshot,
    writes,
)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:20]))
def test_a_body_that_is_no_object_is_refused_everywhere(
    app: Flask, cast: Cast, ana: Visitor, body: bytes
) -> None:
    before = snapshot()
    for route in writes(app):
        answer = ana.client.post(
            address(route, cast),
            data=body,
            headers=JSON | ana.headers | {"Content-Type": "application/json"},
        )
        assert 400 <= answer.status_code < 500, (route.rule, answer.status_code)
        assert is_plain(answer), route.rule
    assert snapshot() == before


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:30])
def test_no_value_of_a_field_upsets_a_route(
    app: Flask, cast: Cast, ana: Visitor, value: Any
) -> None:
    form = _form(dict.fromkeys(fields(), value))
    for route in writes(app):
        path = address(route, cast, cast.rosa)
        known = dict.fromkeys(members(app, route), value)
        bodies = {"application/json": _json(known), "application/x-www-form-urlencoded": form}
        for kind, body in bodies.items():
            accepted = JSON if kind == "application/json" else {}
            headers = accepted | ana.headers | {"Content-Type": kind}
            answer = ana.client.post(path, data=body, headers=headers)
            assert answer.status_code < 500, (route.rule, answer.status_code)
            assert answer.status_code < 400 or is_plain(answer), route.rule


@pytest.mark.parametrize("text", ['"a"', '"b"'])
def test_a_member_that_is_sent_twice_is_named(cast: Cast, ana: Visitor, text: str) -> None:
    before = snapshot()
    headers = JSON | ana.headers | {"Content-Type": "application/json"}
    body = '{"body": "a", "body": ' + text + "}"
    answer = ana.client.post(f"/families/{cast.family_id}/notes", data=body, headers=headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "malformed")
    assert answer.json["error"]["message"] == "“body” is sent twice. Send it once only"
    assert snapshot() == before


def _json(members: dict[str, Any]) -> bytes:
    return json.dumps(members).encode()


def _form(members: dict[str, Any]) -> bytes:
    typed = {name: str(value).encode("utf-8", "surrogatepass") for name, value in members.items()}
    return b"&".join(name.encode() + b"=" + quote(value).encode() for name, value in typed.items())
