"""Unknown members of a JSON body: refused at routes that read no body."""

from flask import Flask, current_app, request

from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import declared_of
from carecircle.web.http.requests import submitted


def init_unknown_members(app: Flask) -> None:
    """Runs after the guard: without access, nobody learns which members are allowed."""
    app.before_request(refuse_unknown_members)


def refuse_unknown_members() -> None:
    """Refuses unknown members; a view with an input does so itself. Raises Invalid, Malformed."""
    view = current_app.view_functions.get(request.endpoint or "")
    has_body = request.is_json and bool(request.content_length)
    if has_body and declared_of(view).body is NoInput:
        NoInput.read(submitted())
