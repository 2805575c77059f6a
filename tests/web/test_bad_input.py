"""Bad input gets a clear answer on every route, and changes nothing: never a 5xx."""

import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.routing import Rule as Route

from carecircle.app import create_app
from carecircle.auth.policy import POLICY
from carecircle.care.inputs import Input
from carecircle.config import Settings
from carecircle.db.base import Base
from carecircle.db.session import database, reading
from tests import cast as casting
from tests.cast import Cast
from tests.conftest import BOTH
from tests.servers.databases import copy_of
from tests.visitors import JSON, Visitor, browser_of, program_of

DOORS = {"people.sign_out", "people.end_all_sessions", "people.remove_member"}
TEXTS = [
    "\0",
    "a\0b",
    "\ud800",
    "10" * 15,
    "1e400",
    "NaN",
    "-1",
    "٣٤",
    "2026-02-30",
    "2026-02-30T25:61",
    "10000-01-01T00:00:00Z",
    "0000-00-00",
    "//evil.example",
    "Ana\r\nSet-Cookie: x=1",
    "x\n\nevent: medication:logged",
    "\u202egpj.exe",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "x" * 5000,
    "",
]
VALUES: list[Any] = [*TEXTS, 10**30, -1, 1.5, True, None, [], {}, [1], {"a": {"b": 1}}, ["a", "b"]]
BODIES = [
    b"",
    b"[1]",
    b"null",
    b'"text"',
    b"17",
    b"{",
    b"{'a': 1}",
    b'{"a": NaN}',
    b'{"a": Infinity}',
    b'{"a": 1e400}',
    b'{"a": ' + b"9" * 5000 + b"}",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"\xff\xfe\x00",
    b'{"name": "\xed\xa0\x80"}',
]
IDS = ["٣٤", "%00", "a%00b", "..%2f..", "%ff%fe", "x" * 33, "9" * 1000, "A", "'", "%0d%0aX:1", "-1"]
NAMES = ("after", "limit", "wait", "format", "on", "before", "next", "recipient", "refresh")
QUERIES = ["after=%ff", "&&&=&", "after[]=1&after[]=2"]
QUERIES += [
    "&".join(f"{name}={quote(typed.encode('utf-8', 'surrogatepass'))}" for name in NAMES)
    for typed in TEXTS
    if len(typed) < 200
]


@pytest.fixture(scope="module", params=BOTH)
def app(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """On each kind of database: SQLite keeps much that PostgreSQL refuses."""
    folder = tmp_path_factory.mktemp("bad-input")
    if request.param == "sqlite":
        url = copy_of(request.getfixturevalue("migrated_file"), folder)
    else:
        template = request.getfixturevalue("postgres_template")
        url = request.getfixturevalue("postgres").create(template)
    yield create_app(Settings(database_url=url, instance_path=folder, secret_key="s" * 64))
    database().close()


@pytest.fixture(scope="module")
def cast(app: Flask) -> Cast:
    return casting.gather()


@pytest.fixture(scope="module")
def ana(app: Flask, cast: Cast) -> Visitor:
    """A program of the admin: every route lets it in, so that the view itself must cope."""
    return program_of(app, cast.ana)


def fields() -> list[str]:
    """The name of every field of every input."""
    kinds = [Input]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    return sorted({name for kind in kinds for name, _field in kind()._fields.items()})


def writes(app: Flask) -> list[Route]:
    routes = [one for one in app.url_map.iter_rules() if "POST" in (one.methods or ())]
    return [one for one in routes if one.endpoint not in DOORS]


def reads(app: Flask) -> list[Route]:
    routes = [one for one in app.url_map.iter_rules() if "GET" in (one.methods or ())]
    return [one for one in routes if POLICY[one.endpoint].scope != "stream"]


def address(route: Route, cast: Cast, value: str = "0nothing") -> str:
    path = route.rule
    for name in route.arguments:
        for converter in ("id:", "path:", "string:", ""):
            path = path.replace(
                f"<{converter}{name}>", cast.family_id if name == "family" else value
            )
    return path


def snapshot() -> dict[str, int]:
    """How many rows each table of care has."""
    tables = [t.name for t in Base.metadata.sorted_tables if "family_id" in t.c]
    with reading() as session:
        return {name: session.scalar(text(f"SELECT count(*) FROM {name}")) for name in tables}


def is_plain(answer: Any) -> bool:
    """A refusal in words, as JSON or as a page."""
    if answer.mimetype == "application/json":
        return bool(answer.json["error"]["message"])
    return "<h1>" in answer.text


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
    members = dict.fromkeys(fields(), value)
    for route in writes(app):
        path = address(route, cast, cast.rosa)
        for answer in (_as_json(ana, path, members), _as_form(ana, path, members)):
            assert answer.status_code < 500, (route.rule, answer.status_code)
            assert answer.status_code < 400 or is_plain(answer), route.rule


def _as_json(ana: Visitor, path: str, members: dict[str, Any]) -> Any:
    headers = JSON | ana.headers | {"Content-Type": "application/json"}
    return ana.client.post(path, data=json.dumps(members), headers=headers)


def _as_form(ana: Visitor, path: str, members: dict[str, Any]) -> Any:
    typed = {name: str(value).encode("utf-8", "surrogatepass") for name, value in members.items()}
    body = b"&".join(name.encode() + b"=" + quote(value).encode() for name, value in typed.items())
    headers = ana.headers | {"Content-Type": "application/x-www-form-urlencoded"}
    return ana.client.post(path, data=body, headers=headers)


@pytest.mark.parametrize("bad", IDS)
def test_a_bad_id_is_nothing_of_ours(app: Flask, cast: Cast, ana: Visitor, bad: str) -> None:
    for route in [*reads(app), *writes(app)]:
        method = "POST" if "POST" in (route.methods or ()) else "GET"
        for path in {address(route, cast, bad), address(route, cast).replace(cast.family_id, bad)}:
            if bad in path and "static" not in path:
                answer = ana.client.open(path, method=method, headers=ana.headers)
                assert 400 <= answer.status_code < 500, (method, path, answer.status_code)
                assert is_plain(answer), path


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
def test_no_query_upsets_a_page(app: Flask, cast: Cast, ana: Visitor, query: str) -> None:
    for route in reads(app):
        answer = ana.client.get(f"{address(route, cast, cast.rosa)}?{query}", headers=ana.headers)
        assert answer.status_code < 500, route.rule
        answer.close()


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "application/json; charset=nonsense",
        "multipart/form-data; boundary=x",
        "; ;",
        "application/octet-stream",
    ],
)
def test_a_wrong_content_type_is_refused_everywhere(
    app: Flask, cast: Cast, ana: Visitor, kind: str
) -> None:
    before = snapshot()
    for route in writes(app):
        answer = ana.client.post(
            address(route, cast),
            data=b"name=x&\xff",
            headers=JSON | ana.headers | {"Content-Type": kind},
        )
        assert 400 <= answer.status_code < 500, (route.rule, answer.status_code)
    assert snapshot() == before


def test_a_hundred_thousand_parts_are_too_many(cast: Cast, ana: Visitor) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    many = {
        "multipart/form-data; boundary=b": part * 10_000 + b"--b--",
        "application/x-www-form-urlencoded": b"a=&" * 100_000,
    }
    for kind, body in many.items():
        headers = ana.headers | {"Content-Type": kind}
        answer = ana.client.post("/families", data=body, headers=headers)
        assert answer.status_code == 413, kind
        assert is_plain(answer)


def test_what_is_too_large_is_413_and_too_long_414(cast: Cast, ana: Visitor) -> None:
    assert ana.post("/families", name="x" * 2_000_000).status_code == 413
    assert ana.send("/families", name="x" * 2_000_000).status_code == 413
    assert ana.get("/families?" + "x" * 5000).status_code == 414


def test_a_body_without_a_length_is_measured_as_it_comes(cast: Cast, ana: Visitor) -> None:
    """As of a client that sends in chunks: it is never cut and then taken for the whole."""
    for size, status in ((100, 422), (2_000_000, 413)):
        answer = ana.client.post(
            "/families",
            input_stream=io.BytesIO(b'{"name": ""}' + b" " * size),
            environ_overrides={"wsgi.input_terminated": True},
            headers=JSON | ana.headers | {"Content-Type": "application/json"},
        )
        assert answer.status_code == status


def test_odd_headers_are_nobody_or_refused(app: Flask, cast: Cast) -> None:
    browser = browser_of(app, cast.ana)
    client = app.test_client()
    for value in ("Bearer", "Bearer \xff", "Basic x", "Bearer " + "x" * 5000):
        assert client.get("/families", headers=JSON | {"Authorization": value}).status_code == 401
    for cookie in ("x", "\xff", ".eJw", "x" * 4000):
        client.set_cookie("carecircle", cookie)
        assert client.get("/families", headers=JSON).status_code == 401
    for key in ("k" * 201, "\xff" * 201):
        browser.headers["Idempotency-Key"] = key
        assert browser.post("/families", name="X").status_code == 400


def test_a_refused_field_is_named_with_what_to_do(cast: Cast, ana: Visitor) -> None:
    path = f"/families/{cast.family_id}/recipients"
    for field, bad in (("name", "\0"), ("name", "\u202eAna"), ("born_on", "30 February")):
        error = ana.post(path, **({"name": "Rui"} | {field: bad})).json["error"]
        assert error["fields"][field][0].isupper()
