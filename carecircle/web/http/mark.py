"""The mark of our own answers: by it a page tells CareCircle from a box in between.

A login page, a filter or a cache may answer in our place. The scripts believe an answer only with
this mark, and only if its body is whole (static/js/answers.js).
"""

import re

from flask import Flask, Response, request

from carecircle import clock

TIME = "CareCircle-Time"
ASK = "CareCircle-Ask"
END = b"<!--end-->"
_ASKED = re.compile(r"[A-Za-z0-9]{1,40}")


def init_mark(app: Flask) -> None:
    app.after_request(_mark)


def is_word(text: str) -> bool:
    """Returns whether it is a word that the answer repeats."""
    return _ASKED.fullmatch(text) is not None


def _mark(response: Response) -> Response:
    """Adds the time, and for a script its own word (a cache repeats an old one) and the end of a
    part of a page."""
    if request.endpoint == "static":
        return response
    response.headers[TIME] = str(clock.milliseconds())
    asked = request.headers.get(ASK, "")
    if is_word(asked):
        response.headers[ASK] = asked
        if response.mimetype == "text/html" and not response.is_streamed:
            _close(response)
    return response


def _close(response: Response) -> None:
    """A page ends with `</html>`; a part of one gets an end by which a cut one is known."""
    body = response.get_data()
    if body and not body.rstrip().endswith(b"</html>"):
        response.set_data(body + END)
