"""`/openapi.json`, and the same document as a page to read and print."""

from itertools import groupby
from typing import Any

from flask import Response, current_app, jsonify, make_response

from carecircle.web.http.pages import render_page
from carecircle.web.openapi.blueprint import bp
from carecircle.web.openapi.document import document
from carecircle.web.openapi.operations import Operation, operations
from carecircle.web.openapi.schemas import fields_of

EXTENSION = "openapi_document"


@bp.get("/openapi.json", endpoint="document")
def described() -> Response:
    """Returns this document."""
    return make_response(jsonify(_document()))


@bp.get("/openapi")
def page() -> Response:
    """Returns the document as a page to read."""
    shown = _document()
    return render_page(
        "openapi/index.html",
        about=shown["info"]["description"],
        tags={one["name"]: one["description"] for one in shown["tags"]},
        slices=_slices(operations(current_app)),
        fields_of=fields_of,
        commands=_commands(),
    )


def _document() -> dict[str, Any]:
    """Returns the document, built once: it changes only with the code."""
    if EXTENSION not in current_app.extensions:
        commands = current_app.extensions["websocket_commands"]
        current_app.extensions[EXTENSION] = document(current_app, commands)
    found: dict[str, Any] = current_app.extensions[EXTENSION]
    return found


def _commands() -> list[tuple[str, str, list[Any]]]:
    """Returns each type of command with its description and its fields."""
    commands = current_app.extensions["websocket_commands"]
    return [
        (type_, " ".join((one.__doc__ or "").split()), fields_of(one))
        for type_, one in sorted(commands.items())
    ]


def _slices(found: list[Operation]) -> list[tuple[str, list[Operation]]]:
    by_tag = sorted(found, key=lambda one: one.tag)
    return [(tag, list(some)) for tag, some in groupby(by_tag, key=lambda one: one.tag)]
