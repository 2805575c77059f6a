"""What each kind of answer says."""

import json

import pytest

from tests.torture.answers import of_http, of_reply


def error(code: str, message: str) -> bytes:
    return json.dumps({"error": {"code": code, "message": message}}).encode()


HTTP = [
    (201, None, b"{}", "saved"),
    (200, None, b"<p>saved</p>", "saved"),
    (303, "/families/f/notes/n", b"", "saved"),
    (303, "/sign-in?next=/&lost=yes", b"", "not saved"),
    (303, "/families/f/emergencies?lost=yes", b"", "not saved"),
    (409, None, error("conflict", "Ben was first"), "not saved"),
    (422, None, error("invalid", "Write the note first"), "not saved"),
    (503, None, error("unavailable", "Not saved: the database cannot be reached"), "not saved"),
    (503, None, error("unknown", "We don't know yet if this was saved"), "unknown"),
    (500, None, error("unforeseen", "That did not work. Nothing was changed"), "not saved"),
    (500, None, b"<p>Nothing was changed. Nobody has been told</p>", "not saved"),
    (500, None, b"<h1>Internal Server Error</h1>", "unknown"),
    (502, None, b"<h1>Bad Gateway</h1>", "unknown"),
    (504, None, b"", "unknown"),
    (403, None, b"<h1>Blocked by a filter</h1>", "unknown"),
]


@pytest.mark.parametrize(("status", "location", "body", "said"), HTTP)
def test_of_http(status: int, location: str | None, body: bytes, said: str) -> None:
    assert of_http(status, location, body)[0] == said


REPLIES = [
    ({"ok": True, "status": 201, "data": {}}, "saved"),
    ({"ok": False, "status": 409, "error": {"code": "conflict", "message": "x"}}, "not saved"),
    (
        {"ok": False, "status": 500, "error": {"code": "failed", "message": "Nothing was changed"}},
        "not saved",
    ),
    (
        {"ok": False, "status": 503, "error": {"code": "unavailable", "message": "Not saved"}},
        "not saved",
    ),
    (
        {"ok": False, "status": 500, "error": {"code": "unknown", "message": "Checking"}},
        "unknown",
    ),
]


@pytest.mark.parametrize(("reply", "said"), REPLIES)
def test_of_a_reply(reply: dict[str, object], said: str) -> None:
    assert of_reply(reply)[0] == said
