"""The connection to PostgreSQL breaks during COMMIT: nobody knows, and nobody says otherwise."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from flask import Flask

from carecircle.care.notes.models import Note
from carecircle.db.answers import LimitedConnection
from carecircle.db.session import reading
from tests import cast as casting
from tests.visitors import Visitor, browser_of, program_of

pytestmark = pytest.mark.postgresql


class Broken:
    """Breaks the connection at the next COMMIT: before the server has it, or after."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.is_saved: bool | None = None
        self.count = 0
        self._commit = LimitedConnection.commit
        monkeypatch.setattr(LimitedConnection, "commit", lambda one: self._break(one))

    def _break(self, connection: LimitedConnection[Any]) -> None:
        if self.is_saved is None:
            self._commit(connection)
            return
        if self.is_saved:
            self._commit(connection)
        self.is_saved, self.count = None, self.count + 1
        connection.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")


@pytest.fixture
def app(make_app: Callable[..., Flask], postgres_url: str) -> Flask:
    return make_app(database_url=postgres_url)


@pytest.fixture
def cast(app: Flask) -> casting.Cast:
    return casting.gather()


@pytest.fixture
def program(app: Flask, cast: casting.Cast) -> Visitor:
    visitor = program_of(app, cast.ana)
    visitor.get("/families")  # what is stored once a minute has been stored
    return visitor


@pytest.fixture
def broken(program: Visitor, monkeypatch: pytest.MonkeyPatch) -> Broken:
    return Broken(monkeypatch)


def notes() -> int:
    with reading() as session:
        return session.query(Note).count()


def test_with_a_key_what_was_saved_is_found_and_answered(
    cast: casting.Cast, program: Visitor, broken: Broken
) -> None:
    broken.is_saved = True
    answer = program.post(f"/families/{cast.family_id}/notes", body="a", idempotency_key="k")
    assert (answer.status_code, notes(), broken.count) == (201, 1, 1)


@pytest.mark.parametrize("is_saved", [True, False])
def test_without_a_key_it_says_that_it_does_not_know(
    cast: casting.Cast, program: Visitor, broken: Broken, is_saved: bool
) -> None:
    broken.is_saved = is_saved
    answer = program.post(f"/families/{cast.family_id}/notes", body="a")
    error = answer.json["error"]
    assert (answer.status_code, error["code"]) == (503, "outcome-unknown")
    assert error["message"].startswith("We don't know if this was saved")
    assert (notes(), broken.count) == (int(is_saved), 1)


def test_with_a_key_the_same_again_is_saved_once(
    cast: casting.Cast, program: Visitor, broken: Broken
) -> None:
    sent = {"body": "a", "idempotency_key": "k"}
    broken.is_saved = False
    answer = program.post(f"/families/{cast.family_id}/notes", **sent)
    assert (answer.json["error"]["code"], broken.count) == ("outcome-unknown", 1)
    assert "it is only saved once" in answer.json["error"]["message"]
    for _ in range(2):
        assert program.post(f"/families/{cast.family_id}/notes", **sent).status_code == 201
    assert notes() == 1


def test_of_an_emergency_it_does_not_say_that_nobody_has_been_told(
    app: Flask, cast: casting.Cast, broken: Broken
) -> None:
    browser = browser_of(app, cast.ana)
    browser.page("/families")
    broken.is_saved = True
    answer = browser.send(f"/families/{cast.family_id}/emergencies")
    assert (answer.status_code, broken.count) == (503, 1)
    assert "Nobody has been told" not in answer.text
    assert "We don&#39;t know if anybody has been told: call for help yourself" in answer.text
