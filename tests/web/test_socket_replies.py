"""What a websocket replies: the ref as it was sent, errors in the language of the connection."""

import json
from collections import deque
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from carecircle.auth import sessions
from carecircle.auth.browsers import Browser
from carecircle.auth.models import Account
from carecircle.db.session import reading
from carecircle.delivery import commands
from carecircle.delivery.conversation import Conversation
from carecircle.delivery.service import Delivery
from carecircle.delivery.socket_stream import Incoming, SocketStream
from carecircle.events.envelope import encode
from carecircle.realtime.forms import Variant
from tests.cast import Cast


class Socket(SocketStream):
    """A socket without a wire: it keeps what it says, as it would be sent."""

    def say(self, type_: str, data: dict[str, Any]) -> None:
        self.said.append(json.loads(encode({"type": type_, **data})))


class Talk:
    def __init__(self, app: Flask, cast: Cast, language: str):
        service: Delivery = app.extensions["delivery"]
        with reading() as session:
            account = session.get_one(Account, cast.ana.account_id)
        principal = sessions.start(account, "desktop", Browser("Firefox", "Linux"))
        variant = Variant("json", "admin", "")
        self.socket = Socket(service.loop, principal, cast.family_id, variant, "test")
        self.socket.language, self.socket.said = language, []
        self._conversation = Conversation(service)

    def hear(self, *messages: str | bytes) -> list[dict[str, Any]]:
        self.socket.inbox = deque(messages)
        self._conversation.work(self.socket)
        return self.socket.said


REFS = ["1", "1.0", '"1"', "true", '"true"', "false", "0", "0.0", "-0.5", '""', "[]", "[1, true]"]
REFS += ["10000000000000000000000", "1.5e300", '{"a": [1.0, null]}', '"\\u00e9\\u952e"', '" 1 "']
ANSWERED = {
    "a ping": '{"type": "ping", "ref": %s}',
    "a bad field": '{"type": "event:ack", "seq": "x", "ref": %s}',
    "two names": '{"type": "typing:start", "channel": "a", "channelId": "b", "ref": %s}',
    "no command": '{"type": "no:such", "ref": %s}',
    "no type": '{"ref": %s}',
    "a type of another kind": '{"type": 1, "ref": %s}',
    "another family": '{"type": "ping", "family": "0nothing", "ref": %s}',
    "a family of another kind": '{"type": "ping", "family": [], "ref": %s}',
}


@pytest.mark.parametrize("what", ANSWERED)
def test_the_ref_comes_back_as_it_was_sent(app: Flask, cast: Cast, what: str) -> None:
    said = Talk(app, cast, "en").hear(*[ANSWERED[what] % ref for ref in REFS])
    assert [json.dumps(one["ref"]) for one in said] == [json.dumps(json.loads(r)) for r in REFS]
    assert {one["ok"] for one in said} == {what == "a ping"}


@pytest.mark.parametrize("ref", ["1", '"r"', "true"])
def test_an_upload_that_fails_says_which(
    app: Flask, cast: Cast, ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[bytes] = []

    def fail(_actor: object, _message: object, content: bytes) -> tuple[int, dict[str, Any]]:
        failed.append(content)
        raise OperationalError("INSERT", None, Exception("gone"))

    monkeypatch.setitem(commands._binary, "attachment:announce", fail)
    talk = Talk(app, cast, "en")
    message = {"type": "attachment:announce", "ref": json.loads(ref)}
    talk.socket.incoming = Incoming(message, 4)
    (reply,) = talk.hear(b"ab", b"cd")
    assert failed == [b"abcd"]
    assert json.dumps(reply["ref"]) == ref
    assert (reply["status"], reply["error"]["code"]) == (503, "unavailable")


WORDS = {
    "no:such": ('{"type": "no:such"}', "There is no command “no:such”", "No hay ninguna orden"),
    "not JSON": ("{", "The message is not JSON that can be read", None),
    "no type": ("{}", "A message is a JSON object with a type", None),
    "twice": ('{"type": "a", "type": "a"}', "“type” is sent twice. Send it once only", None),
    "nowhere": (
        '{"type": "ping", "family": "0nothing"}',
        "There is nothing at this address, or it is not yours",
        None,
    ),
    "a field": ('{"type": "event:ack", "seq": "x"}', "Check what you entered", None),
    "bytes": (
        b"x",
        "Binary messages follow an attachment:announce that was accepted",
        None,
    ),
}


@pytest.mark.parametrize("what", WORDS)
def test_an_error_is_in_the_language_of_the_connection(app: Flask, cast: Cast, what: str) -> None:
    message, english, spanish = WORDS[what]
    (in_english,) = Talk(app, cast, "en").hear(message)
    (in_spanish,) = Talk(app, cast, "es").hear(message)
    assert in_english["error"]["message"] == english
    words = in_spanish["error"]["message"]
    assert words != english
    assert words.startswith(spanish or words)
    assert in_spanish["error"]["code"] == in_english["error"]["code"]


def test_the_fields_are_too(app: Flask, cast: Cast) -> None:
    (reply,) = Talk(app, cast, "es").hear('{"type": "presence:update", "status": "asleep"}')
    (english,) = Talk(app, cast, "en").hear('{"type": "presence:update", "status": "asleep"}')
    assert reply["error"]["fields"].keys() == {"status"}
    assert reply["error"]["fields"] != english["error"]["fields"]
    assert "online, away" in reply["error"]["fields"]["status"]


@pytest.mark.parametrize("error", [None, RuntimeError("a fault")])
def test_a_failure_is_too(
    app: Flask, cast: Cast, error: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_actor: object, _message: object) -> tuple[int, dict[str, Any]]:
        raise error or OperationalError("INSERT", None, Exception("gone"))

    monkeypatch.setitem(commands._registered, "family:send-message", fail)
    said = [
        Talk(app, cast, language).hear('{"type": "family:send-message"}')[0]["error"]
        for language in ("en", "es")
    ]
    assert said[0]["code"] == said[1]["code"]
    assert said[0]["message"] != said[1]["message"]
