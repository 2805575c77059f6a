"""Whatever fails after a commit, the answer is success, and the database has what it says."""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound as PageNotFound

from carecircle.auth.authentication import by_token_key
from carecircle.auth.models import Token
from carecircle.auth.policy import POLICY, PUBLIC
from carecircle.care.emergencies.models import Emergency
from carecircle.care.errors import NotFound
from carecircle.care.notes.models import Note
from carecircle.db.session import reading, transaction
from carecircle.delivery.conversation import Conversation
from carecircle.events import log, revocation
from carecircle.events.models import Revocation
from carecircle.web.accounts import tokens
from carecircle.web.http import responses
from carecircle.web.http.idempotent_writes import WriteResult
from tests.cast import Cast
from tests.visitors import Visitor, nobody, program_of
from tests.web.after_commit import ERRORS, PLACES, Fault, Place


@pytest.fixture(params=PLACES, ids=lambda place: place.name)
def place(request: pytest.FixtureRequest) -> Place:
    return request.param


def count(table: type[Any]) -> int:
    with reading() as session:
        return session.query(table).count()


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_a_program_is_answered_what_was_saved(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch, place: Place, error: type[Exception]
) -> None:
    program, fault = program_of(app, cast.ana), Fault(error)
    place.put(monkeypatch, fault)
    answer = program.post(f"/families/{cast.family_id}/notes", body="Slept well")
    assert answer.status_code == 201
    assert (count(Note), fault.count > 0) == (1, True)


def test_a_form_leads_on(
    cast: Cast, ana: Visitor, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    fault = Fault()
    place.put(monkeypatch, fault)
    answer = ana.send(f"/families/{cast.family_id}/notes", body="Slept well")
    assert answer.status_code == 303
    assert (count(Note), fault.count > 0) == (1, True)


@dataclass
class Peer:
    """A websocket whose messages are worked on here. fails: how many replies cannot be written."""

    principal: Any
    first: str
    inbox: deque[str] | None
    replies: list[dict[str, Any]] = field(default_factory=list)
    fails: int = 0
    origin: str | None = None
    tag: str = ""
    incoming: None = None

    def worked(self) -> None:
        """Nobody closes it here."""

    def say(self, _type: str, data: dict[str, Any]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("the reply cannot be written")
        self.replies.append(data)


def send(app: Flask, cast: Cast, fails: int = 0, *commands: dict[str, str]) -> list[dict[str, Any]]:
    """Work on these websocket commands; returns the replies that could be written."""
    key = program_of(app, cast.ana).headers["Authorization"].partition(" ")[2]
    found = by_token_key(key, None)
    assert found is not None
    messages = deque(json.dumps({"ref": str(n)} | one) for n, one in enumerate(commands))
    peer = Peer(found.principal, cast.family_id, messages, fails=fails)
    with app.app_context():
        Conversation(app.extensions["delivery"]).work(peer)  # type: ignore[arg-type]
    return peer.replies


def test_a_websocket_is_answered_what_was_saved(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    fault = Fault()
    place.put(monkeypatch, fault)
    [reply] = send(app, cast, 0, {"type": "emergency:raise"})
    assert (reply["ok"], reply["status"]) == (True, 201)
    assert (count(Emergency), fault.count > 0) == (1, True)


def test_a_reply_that_cannot_be_written_stops_nothing(app: Flask, cast: Cast) -> None:
    [reply] = send(app, cast, 1, {"type": "emergency:raise"}, {"type": "emergency:raise"})
    assert (reply["ref"], reply["status"]) == ("1", 200)  # joined: the first was raised
    assert count(Emergency) == 1


def test_who_is_signed_out_is_told_so_although_the_streams_cannot_be(
    cast: Cast, ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault()
    monkeypatch.setattr(revocation, "_listeners", [fault, *revocation._listeners])
    assert ana.send("/sign-out").status_code == 303
    assert (count(Revocation), fault.count) == (1, 1)


@pytest.mark.parametrize("error", [*ERRORS, NotFound, PageNotFound])
def test_a_page_that_cannot_be_rendered_after_the_commit_leads_on(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """The page of a new token shows its key; what is left is the way to the list of tokens."""
    fault = Fault(error)
    monkeypatch.setattr(tokens, "render_page", fault)
    before = count(Token)
    answer = ana.send("/account/tokens", name="Sensor")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert (count(Token), fault.count) == (before + 1, 1)


@pytest.mark.parametrize("error", [*ERRORS, NotFound, PageNotFound])
def test_a_fragment_that_cannot_be_rendered_leads_to_the_page(
    app: Flask, error: type[Exception]
) -> None:
    fault, outcome = Fault(error), WriteResult({"id": "1"}, "/families")
    with app.test_request_context("/", method="POST", headers={"HX-Request": "true"}):
        answer = responses.outcome_response(outcome, fault)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/families")
    assert fault.count == 1


@pytest.fixture
def in_two(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """An address that commits one half and then fails."""

    def fail() -> str:
        with transaction():
            log.emit("note:added", family_id=cast.family_id, actor=None, data={"note": "n"})
        raise OSError

    monkeypatch.setitem(POLICY, "in_two", PUBLIC)
    app.add_url_rule("/in-two", "in_two", fail, methods=["POST"])
    return nobody(app)


def test_what_was_saved_in_part_is_not_called_unchanged(in_two: Visitor) -> None:
    page = in_two.send("/in-two")
    assert page.status_code == 500
    assert "after a part was saved" in page.text
    assert "Nothing was changed" not in page.text
    assert in_two.post("/in-two").json["error"]["code"] == "partly-saved"
