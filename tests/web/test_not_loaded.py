"""While the database is away, a request that only reads says that it could not be loaded; only one
that saves says "Not saved"."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from werkzeug.test import TestResponse

from carecircle.db.failures import OutcomeUnknown
from carecircle.db.gate import Gate
from carecircle.db.schema import DatabaseNotReady
from carecircle.db.session import forget_commits
from tests.cast import Cast
from tests.visitors import JSON, Visitor

Raise = Callable[[], None]
KINDS = {"a page": {}, "a fragment": {"HX-Request": "true"}, "JSON": JSON}
ADDRESSES = ["/", "/families", "/families/{family}/", "/families/{family}/alerts"]
ADDRESSES += ["/families/{family}/feed", "/families/{family}/emergencies/new", "/sign-in"]


def raising(error: Exception) -> Callable[[], None]:
    def check() -> None:
        raise error

    return check


def driver(words: str, state: str | None = None) -> DBAPIError:
    error = Exception(words)
    error.sqlstate = state  # type: ignore[attr-defined]
    return OperationalError("SELECT", None, error)


FAULTS = {
    "not yet reachable": (DatabaseNotReady("unavailable", "x"), "unavailable"),
    "no schema": (DatabaseNotReady("missing", "x"), "database-missing"),
    "an older schema": (DatabaseNotReady("older", "x"), "database-older"),
    "a newer schema": (DatabaseNotReady("newer", "x"), "database-newer"),
    "gone": (driver("connection is bad"), "unavailable"),
    "busy": (driver("canceling statement", "55P03"), "busy"),
    "no connection left": (TimeoutError("pool"), "busy"),
    "full": (driver("database or disk is full"), "storage-full"),
    "cut at COMMIT": (OutcomeUnknown("COMMIT", None, Exception("x")), "outcome-unknown"),
}


@pytest.fixture(params=FAULTS)
def code(
    request: pytest.FixtureRequest, app: Flask, ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The fault of every request of Ana, who is signed in: its code."""
    error, code = FAULTS[request.param]
    gate: Gate = app.extensions["database_gate"]
    monkeypatch.setattr(gate, "check", raising(error))
    forget_commits()  # those of the cast
    return code


def words_of(answer: TestResponse) -> str:
    assert answer.status_code == 503
    return answer.json["error"]["message"] if answer.is_json else answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_who_reads_is_told_that_it_could_not_be_loaded(
    cast: Cast, ana: Visitor, code: str, kind: str
) -> None:
    for address in ADDRESSES:
        path = address.format(family=cast.family_id)
        answer = ana.page(path, **KINDS[kind])
        words = words_of(answer)
        assert "could not be loaded" in words or "is being updated" in words, words
        assert not any(one in words for one in ("ot saved", "was saved", "same form", "told"))
        if kind == "JSON":
            assert answer.json["error"]["code"] == code
        head = ana.client.head(path, headers=ana.headers | KINDS[kind])
        assert (head.status_code, head.data) == (503, b"")


@pytest.mark.parametrize("kind", KINDS)
def test_who_saves_is_told_that_it_was_not(cast: Cast, ana: Visitor, code: str, kind: str) -> None:
    answer = ana.client.post(
        f"/families/{cast.family_id}/notes",
        data={"body": "A note"},
        headers=ana.headers | KINDS[kind],
    )
    words = words_of(answer)
    assert "could not be loaded" not in words
    assert ("Not saved" in words) == (code != "outcome-unknown")


@pytest.mark.usefixtures("code")
def test_it_is_said_in_spanish(ana: Visitor) -> None:
    answer = ana.page("/", **{"Accept-Language": "es"})
    words = words_of(answer)
    assert "No se pudo cargar" in words or "se está actualizando" in words
