"""What is typed, sent and asked that nobody should, and the routes that it is tried on."""

from typing import Any
from urllib.parse import quote

from flask import Flask
from sqlalchemy import text
from werkzeug.routing import Rule as Route

from carecircle.auth.policy import POLICY
from carecircle.care.inputs import Input
from carecircle.care.inputs.declared import declared_of
from carecircle.db.base import Base
from carecircle.db.session import reading
from tests.cast import Cast

DOORS = {"accounts.sign_out", "accounts.end_all_sessions", "members.remove_member"}
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


def fields() -> list[str]:
    """The name of every field of every input."""
    kinds = [Input]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    return sorted({name for kind in kinds for name in kind.model_fields})


def members(app: Flask, route: Route) -> list[str]:
    """The name of every member that this route knows in JSON."""
    body = declared_of(app.view_functions[route.endpoint]).body
    assert body is not None
    return sorted(body.known_members())


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
