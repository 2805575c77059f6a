"""What a JSON body may hold at an address that reads none of it."""

from flask import Flask, current_app, request

from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import declared_of
from carecircle.web.http.requests import submitted


def init_declared(app: Flask) -> None:
    """After the guard: who may not come in learns nothing of what may come in."""
    app.before_request(refuse_what_is_not_known)


def refuse_what_is_not_known() -> None:
    """A view that takes an input refuses by itself. Raises Invalid, Malformed."""
    view = current_app.view_functions.get(request.endpoint or "")
    has_body = request.is_json and bool(request.content_length)
    if has_body and declared_of(view).body is NoInput:
        NoInput.read(submitted())
