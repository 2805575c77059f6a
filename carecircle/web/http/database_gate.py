"""Refuses requests while the database cannot be served: 503, in words, with `Retry-After`."""

from flask import Flask, Response, current_app, request

from carecircle.db.gate import UNAVAILABLE, Gate
from carecircle.db.schema import DatabaseNotReady
from carecircle.web.http.database_failures import is_reading, not_loaded
from carecircle.web.http.error_pages import error_response
from carecircle.web.language.translation import gettext as _

NEED_NO_DATABASE = ("static", "delivery.healthz", "delivery.readyz", "delivery.metrics")
RETRY_AFTER_S = "5"


def init_database_gate(app: Flask, gate: Gate) -> None:
    """Registers the check, which must run before every other use of the database."""
    app.extensions["database_gate"] = gate
    app.register_error_handler(DatabaseNotReady, not_ready)
    app.before_request(_check)


def _check() -> None:
    if request.endpoint not in (None, *NEED_NO_DATABASE):
        current_app.extensions["database_gate"].check()


def not_ready(error: DatabaseNotReady) -> Response:
    """Returns 503; for an endpoint that has its own response while the database is away, that."""
    own_answer = current_app.extensions["while_away"].get(request.endpoint)
    if own_answer is not None:
        response: Response = own_answer()
        return response
    code = UNAVAILABLE if error.code == UNAVAILABLE else f"database-{error.code}"
    response = error_response(503, code, _message(error.code))
    response.headers["Retry-After"] = RETRY_AFTER_S
    return response


def _message(code: str) -> str:
    if is_reading():
        return not_loaded() if code == UNAVAILABLE else _being_updated()
    if code == UNAVAILABLE:
        return _("Not saved: the database cannot be reached. Send the same form again in a moment")
    return _(
        "Not saved: CareCircle is being updated and is not ready yet. Try again in a few minutes"
    )


def _being_updated() -> str:
    return _("CareCircle is being updated and is not ready yet. Try again in a few minutes")
