"""Whether a write whose answer was lost was committed is asked by its key."""

from urllib.parse import quote

import pytest
from flask import Flask

from tests import cast as casting
from tests.cast import Cast
from tests.visitors import JSON, browser_of, program_of

KEY = "k" * 20


@pytest.fixture
def dose(cast: Cast) -> str:
    return str(casting.first_dose(casting.prescribe(cast.ana)).id)


def where(cast: Cast, path: str, key: str = KEY) -> str:
    return f"/families/{cast.family_id}/writes/{key}?path=/families/{cast.family_id}/{path}"


def test_a_write_that_was_committed_is_found_with_its_answer(
    app: Flask, cast: Cast, dose: str
) -> None:
    ana, path = browser_of(app, cast.ana), f"doses/{dose}/administration"
    assert ana.get(where(cast, path)).json == {"key": KEY, "committed": False}
    made = ana.post(f"/families/{cast.family_id}/{path}", outcome="given", idempotency_key=KEY)
    assert made.status_code == 201, made.text
    found = ana.get(where(cast, path)).json
    assert found == {
        "key": KEY,
        "committed": True,
        "status": 201,
        "location": made.headers["Location"],
        "resource": made.json,
    }


def test_one_that_was_refused_is_not_committed(app: Flask, cast: Cast, dose: str) -> None:
    ana, path = browser_of(app, cast.ana), f"doses/{dose}/administration"
    refused = ana.post(f"/families/{cast.family_id}/{path}", outcome="sung", idempotency_key=KEY)
    assert refused.status_code == 422
    assert ana.get(where(cast, path)).json["committed"] is False


@pytest.mark.parametrize(
    "change", ["another key", "another address", "another person", "another family"]
)
def test_nobody_finds_another_write(app: Flask, cast: Cast, dose: str, change: str) -> None:
    ana, path = browser_of(app, cast.ana), f"doses/{dose}/administration"
    ana.post(f"/families/{cast.family_id}/{path}", outcome="given", idempotency_key=KEY)
    asked = {
        "another key": lambda: ana.get(where(cast, path, "m" * 20)),
        "another address": lambda: ana.get(where(cast, "emergencies")),
        "another person": lambda: browser_of(app, cast.ben).get(where(cast, path)),
        "another family": lambda: browser_of(app, casting.gather().ana).get(where(cast, path)),
    }[change]()
    if change == "another family":
        assert asked.status_code == 404
    else:
        assert asked.json["committed"] is False


def test_a_program_finds_its_own(app: Flask, cast: Cast) -> None:
    program = program_of(app, cast.ana)
    raised = program.client.post(
        f"/families/{cast.family_id}/emergencies",
        json={},
        headers={**program.headers, "Accept": "application/json", "Idempotency-Key": KEY},
    )
    assert raised.status_code == 201, raised.text
    assert program.get(where(cast, "emergencies")).json["resource"]["id"] == raised.json["id"]


@pytest.mark.parametrize("query", ["", "?path=", "?path=/families/0000/emergencies", "?x=1"])
def test_it_asks_for_the_address(app: Flask, cast: Cast, query: str) -> None:
    ana = browser_of(app, cast.ana)
    answer = ana.get(f"/families/{cast.family_id}/writes/{KEY}{query}")
    assert answer.status_code == 422
    assert "path" in answer.json["error"]["fields"]


@pytest.mark.parametrize("query", ["", "?key=", "?path=/families/0000/emergencies"])
def test_it_asks_for_the_key(app: Flask, cast: Cast, query: str) -> None:
    answer = browser_of(app, cast.ana).get(f"/families/{cast.family_id}/writes{query}")
    assert (answer.status_code, list(answer.json["error"]["fields"])) == (422, ["key"])


KEYS = [
    *("a/b", "/a", "a/", "a//b", "//", "/", "..", "../a", "a/../b", "a/./b", "a?b=c", "a#b"),
    *("50%", "a%2Fb", "%00", "a b", " a ", "a+b", "a&key=b", "a;b", 'a"b', "a\\b", "a:b"),
    *("clé", "键/键", "\N{GRINNING FACE}", "e\u0301", "\u200bz", "a\tb", "k" * 200),
]


@pytest.mark.parametrize("key", KEYS)
def test_any_key_finds_its_write_and_no_other(app: Flask, cast: Cast, key: str) -> None:
    program, base = program_of(app, cast.ana), f"/families/{cast.family_id}"
    made = program.post(f"{base}/notes", body="A note", idempotency_key=key)
    assert made.status_code == 201, made.text
    quoted, path = quote(key, safe=""), f"path={base}/notes"
    for address in (f"writes?key={quoted}&{path}", f"writes/{quoted}?{path}"):
        found = program.get(f"{base}/{address}")
        assert (found.status_code, found.json["key"], found.json["committed"]) == (200, key, True)
        assert found.json["resource"] == made.json
    other = program.get(f"{base}/writes?key={quote(key + 'x', safe='')}&{path}")
    assert other.json["committed"] is False


@pytest.mark.parametrize("key", ["a/b", "clé", "键", "50%", "\N{GRINNING FACE}", "caf\xe9"])
def test_a_key_in_the_header_is_looked_up_as_its_utf_8(app: Flask, cast: Cast, key: str) -> None:
    program, base = program_of(app, cast.ana), f"/families/{cast.family_id}"
    made = program.client.post(
        f"{base}/notes",
        json={"body": "A note"},
        headers={**JSON, **program.headers, "Idempotency-Key": key.encode().decode("latin-1")},
    )
    assert made.status_code == 201, made.text
    found = program.get(f"{base}/writes?key={quote(key, safe='')}&path={base}/notes")
    assert found.json["committed"] is True
