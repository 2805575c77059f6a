"""Responses to writes: performed once, under an idempotency key, in one transaction."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import structlog
from flask import Response, g, jsonify, make_response, redirect, request
from werkzeug.datastructures import FileStorage

from carecircle.events import idempotency
from carecircle.web.http.idempotent_writes import WriteResult, key_of, write_once
from carecircle.web.http.requests import submitted, wants_fragment, wants_json
from carecircle.web.http.write_scopes import request_scope

_log = structlog.get_logger("carecircle.errors")
# What differs when the same write is sent again, and secrets.
FIELDS_NOT_DIGESTED = frozenset(
    {"csrf_token", "idempotency_key", "sent_at", "witness_pin", "pin", "password"}
)


def write(
    action: Callable[[], WriteResult], fragment: Callable[[dict[str, Any]], str] | None = None
) -> Response:
    """Performs the action, or repeats its response. fragment(resource): the HTML for htmx."""
    return outcome_response(perform_once(action), fragment)


def perform_once(action: Callable[[], WriteResult]) -> WriteResult:
    """Returns the outcome, new or stored. An exception rolls back, and nothing is stored.

    From then on g.outcome is the answer, even if its page cannot be rendered."""
    key = idempotency_key()
    outcome = write_once(key and _scope(key), _body_digest(), action)
    g.outcome = outcome
    return outcome


def idempotency_key() -> str | None:
    """Returns the idempotency key of the request. Raises Malformed."""
    return key_of(_key_in_header() or submitted().get("idempotency_key"))


def _key_in_header() -> str:
    """Returns the header as UTF-8, as which its key is looked up; WSGI decodes it as Latin-1."""
    given = request.headers.get("Idempotency-Key", "")
    try:
        return given.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return given


def outcome_response(
    outcome: WriteResult, fragment: Callable[[dict[str, Any]], str] | None = None
) -> Response:
    if wants_json():
        response = make_response(jsonify(outcome.resource), outcome.status)
        response.headers["Location"] = outcome.location
        return response
    page = outcome.page or outcome.location
    if not wants_fragment():
        return make_response(redirect(page, 303))
    shown = _rendered(fragment, outcome) if fragment is not None else None
    if shown is not None:
        return make_response(shown)
    response = make_response("", 200)
    response.headers["HX-Redirect"] = page
    return response


def _rendered(fragment: Callable[[dict[str, Any]], str], outcome: WriteResult) -> str | None:
    """Returns the fragment; None if it cannot be rendered, which does not undo the write."""
    try:
        return fragment(outcome.resource)
    except Exception:
        _log.exception("fragment failed after the commit")
        return None


def _scope(key: str) -> str:
    principal = g.principal.idempotency_scope if g.principal else "anybody"
    return request_scope(principal, request.method, request.path, key)


def _body_digest() -> str:
    given = submitted()
    lists = given.to_dict(flat=False) if hasattr(given, "to_dict") else given
    fields = {name: lists[name] for name in sorted(lists) if name not in FIELDS_NOT_DIGESTED}
    files = [_file_digest(sent) for _name, sent in sorted(request.files.items(multi=True))]
    return idempotency.digest(json.dumps(fields, sort_keys=True, default=str), *files)


def _file_digest(sent: FileStorage) -> str:
    sent.stream.seek(0)
    found = hashlib.file_digest(sent.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    sent.stream.seek(0)
    return found
