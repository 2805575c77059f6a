"""The answers that gunicorn gives in our place, to a request that never reached the application.

They carry our mark and the format of the contract: whoever sent the request hears it from
CareCircle, and not from a box in between. They are JSON, because nobody knows what was wanted."""

import json
import re
import socket
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from carecircle import clock
from carecircle.web.http.error_pages import HTTP_CODES
from carecircle.web.http.mark import ASK, TIME, is_word

UNREADABLE = "The request could not be read. Nothing was changed"
TOO_LONG = {
    414: "This address is too long",
    431: "The headers of the request are too large. Nothing was changed",
}
UNFORESEEN = "Something went wrong. Look if it was saved before you send it again"
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")


class MarkedSocket:
    """The client's socket, over which gunicorn's page of an error becomes our answer.

    word: what the script asked to be repeated, where its headers were read."""

    def __init__(self, client: socket.socket, word: str | None):
        self._client, self._word = client, word

    def sendall(self, data: bytes) -> None:
        status = _STATUS.match(data)
        self._client.sendall(answer(int(status[1]), self._word) if status else data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def answer(status: int, word: str | None) -> bytes:
    """Returns the whole answer, after which the connection is closed."""
    body = json.dumps({"error": _error(status)}).encode() + b"\n"
    headers = {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Connection": "close",
        TIME: str(clock.milliseconds()),
        **({ASK: word} if word else {}),
    }
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _error(status: int) -> dict[str, object]:
    if status == 500:
        return {"code": "outcome-unknown", "message": UNFORESEEN, "fields": {}}
    message = TOO_LONG.get(status, UNREADABLE)
    return {"code": HTTP_CODES.get(status, "refused"), "message": message, "fields": {}}


def word_in(headers: Iterable[tuple[str, str]]) -> str | None:
    """Returns the word that the answer repeats; None without one."""
    given = dict(headers).get(ASK.upper(), "")
    return given if is_word(given) else None
