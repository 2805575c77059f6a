"""A body in chunks that cannot be read is the sender's fault: 400, and nothing is made."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.delivery.test_wire_errors import answered, worker
from tests.visitors import program_of
from tests.web.bad_input.corpus import snapshot

HEAD = (
    "POST /families HTTP/1.1\r\nHost: localhost\r\nAuthorization: {key}\r\nCareCircle-Ask: w0rd"
    "\r\nAccept: application/json\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
)
BROKEN = {
    "no size": b"zz\r\n{}\r\n0\r\n\r\n",
    "a negative size": b"-2\r\n{}\r\n0\r\n\r\n",
    "too small a size": b"1\r\n{}\r\n0\r\n\r\n",
    "a control character": b"2;\x00\r\n{}\r\n0\r\n\r\n",
    "cut off": b"8\r\n{}",
}


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("what", BROKEN)
def test_broken_chunks_are_400(app: Flask, cast: Cast, kind: str, what: str) -> None:
    key = program_of(app, cast.ana).headers["Authorization"]
    before = snapshot()
    request = HEAD.format(key=key, kind=kind).encode() + BROKEN[what]
    answer, body = answered(worker(app), request)
    assert (answer.status, body["error"]["code"]) == (400, "malformed")
    assert answer.getheader("CareCircle-Ask") == "w0rd"
    assert snapshot() == before
