"""Responses to writes: performed once, under an idempotency key, in one transaction."""

import json
from collections.abc import Callable
from typing import Any

from flask import Response, g, jsonify, make_response, redirect, request

from carecircle.events import idempotency
from carecircle.web.http.idempotent_writes import WriteResult, key_of, write_once
from carecircle.web.http.requests import submitted, wants_fragment, wants_json

FIELDS_NOT_DIGESTED = frozenset({"csrf_token", "idempotency_key", "witness_pin", "pin", "password"})


def write(
    action: Callable[[], WriteResult], fragment: Callable[[dict[str, Any]], str] | None = None
) -> Response:
    """Performs the action, or repeats its response. fragment(resource): the HTML for htmx."""
    return outcome_response(perform_once(action), fragment)


def perform_once(action: Callable[[], WriteResult]) -> WriteResult:
    """Returns the outcome, new or stored. An exception rolls back, and nothing is stored."""
    key = idempotency_key()
    return write_once(key and _scope(key), _body_digest(), action)


def idempotency_key() -> str | None:
    """Returns the idempotency key of the request. Raises Malformed."""
    return key_of(request.headers.get("Idempotency-Key") or submitted().get("idempotency_key"))


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
    if fragment is not None:
        return make_response(fragment(outcome.resource))
    response = make_response("", 200)
    response.headers["HX-Redirect"] = page
    return response


def _scope(key: str) -> str:
    principal = g.principal.idempotency_scope if g.principal else "anybody"
    return idempotency.digest(principal, request.method, request.path, key)


def _body_digest() -> str:
    given = submitted()
    lists = given.to_dict(flat=False) if hasattr(given, "to_dict") else given
    fields = {name: lists[name] for name in sorted(lists) if name not in FIELDS_NOT_DIGESTED}
    return idempotency.digest(json.dumps(fields, sort_keys=True, default=str))
