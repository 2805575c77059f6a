"""Error handlers: one format, a plain page or JSON, with a request id and never a traceback."""

import traceback
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from flask import Flask, Response, g, make_response, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from gunicorn.http.errors import ParseException
from sqlalchemy.exc import DatabaseError, DataError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from carecircle.auth.errors import SignInNeeded, TabletLocked
from carecircle.care.errors import ActionError, Asked, RuleBroken
from carecircle.db.failures import KNOWN, Failure, failure_of
from carecircle.db.session import has_committed
from carecircle.events.envelope import instant
from carecircle.web.http import database_failures
from carecircle.web.http.error_pages import (
    HTTP_CODES,
    error_response,
    message_for,
    wants_json_error,
)
from carecircle.web.http.requests import wants_fragment
from carecircle.web.http.responses import outcome_response
from carecircle.web.http.security.next_page import current_url, is_raising_emergency
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import translate

UNREADABLE = (DataError, UnicodeError, OverflowError, RecursionError, ParseException)
SENT_ON = frozenset({"allow", "retry-after", "sec-websocket-version", "upgrade"})
Handler = Callable[[Any], Response]
_log = structlog.get_logger("carecircle.errors")


def init_errors(app: Flask, while_away: Mapping[str, Callable[[], Response]]) -> None:
    """while_away: the endpoints that have their own response while the database is unavailable."""
    app.extensions[database_failures.OWN_ANSWERS] = while_away
    handlers: dict[type[Exception], Handler] = {
        ActionError: _refused,
        SignInNeeded: _sign_in,
        TabletLocked: _redirect_to_names,
        CSRFError: _stale_form,
        HTTPException: _http,
        **dict.fromkeys(UNREADABLE, _unreadable),
        DatabaseError: _damaged,
        **dict.fromkeys(KNOWN, _away),
        Exception: _unforeseen,
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, _unless_saved(handler))


def _unless_saved(handler: Handler) -> Callable[[Exception], Response]:
    """Returns a handler that keeps to the outcome of a write that was committed before the error:
    only its page failed."""

    def respond(error: Exception) -> Response:
        outcome = g.get("outcome")
        if outcome is None:
            return handler(error)
        _log.error("failed after the commit", error=type(error).__name__, where=_where(error))
        return outcome_response(outcome)

    return respond


def _refused(error: ActionError) -> Response:
    members = dict(error.more)
    if isinstance(error, RuleBroken) and error.next_safe_at is not None:
        members["next_safe_at"] = instant(error.next_safe_at)
    if isinstance(error, Asked):
        members["questions"] = [one.members(translate) for one in error.questions]
    fields = getattr(error, "fields", None)
    response = error_response(error.status, error.code, error.message, fields=fields, **members)
    if hasattr(error, "retry_after_s"):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response


def _redirect_to_names(error: TabletLocked) -> Response:
    """Redirects a page to the list of names, which says that what was sent is lost."""
    if wants_json_error():
        return _refused(error)
    params: dict[str, Any] = (
        {"then": request.path} if request.method == "GET" else {"locked": "yes"}
    )
    address = url_for("tablets.tablet", family=(request.view_args or {})["family"], **params)
    if wants_fragment():
        return make_response("", 403, {"HX-Redirect": address})
    return make_response(redirect(address, 303))


def _sign_in(error: SignInNeeded) -> Response:
    if wants_json_error():
        response = error_response(error.status, error.code, error.message)
        response.headers["WWW-Authenticate"] = 'Bearer realm="CareCircle"'
        return response
    lost = _lost()
    if wants_fragment():
        sign_in_url = url_for("accounts.sign_in_page", lost=lost)
        return make_response("", 401, {"HX-Redirect": sign_in_url})
    return make_response(
        redirect(url_for("accounts.sign_in_page", next=current_url(), lost=lost), 303)
    )


def _lost() -> str | None:
    """Returns what the sign-in page reports as not saved: an emergency, anything else, or None."""
    if is_raising_emergency():
        return "emergency"
    return None if request.method in ("GET", "HEAD") else "yes"


def _stale_form(_error: CSRFError) -> Response:
    if is_raising_emergency() and not wants_json_error():  # one more press, on a fresh page
        return make_response(redirect(f"{current_url()}?lost=yes", 303))
    message = _("This page was open for too long. Go back, open it again and send it once more")
    return error_response(400, "stale-form", message)


def _http(error: HTTPException) -> Response:
    if isinstance(error, InternalServerError) and isinstance(error.original_exception, Exception):
        return _unforeseen(error.original_exception)
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    if isinstance(error, SecurityError):  # an unknown host: no URL can be built, so no page either
        return make_response(message_for(400), 400, {"Content-Type": "text/plain; charset=utf-8"})
    response = error_response(status, HTTP_CODES.get(status, "refused"), message_for(status))
    for name, value in error.get_headers():
        if name.lower() in SENT_ON:
            response.headers[name] = value
    return response


def _unreadable(error: Exception) -> Response:
    """Responds to a body in broken chunks, and to values that passed the field checks but that no
    column can store."""
    _log.warning("unreadable", error=type(error).__name__, where=_where(error))
    return error_response(400, "malformed", message_for(400))


def _away(error: Exception) -> Response:
    failure = failure_of(error)
    if failure is None:
        return _unforeseen(error)
    _log.error("database", error=type(error).__name__, where=_where(error))
    return database_failures.response_to(failure)


def _damaged(error: DatabaseError) -> Response:
    """Responds to what SQLite reports of a damaged file. Every other error of this type is a fault
    of a statement."""
    if type(error) is not DatabaseError:
        return _unforeseen(error)
    _log.error("database", error=type(error).__name__, where=_where(error))
    return database_failures.response_to(Failure.AWAY)


def _unforeseen(error: Exception) -> Response:
    _log.error("unforeseen", error=type(error).__name__, where=_where(error))
    if has_committed() and not database_failures.is_reading():
        return error_response(500, "partly-saved", database_failures.in_part())
    return error_response(500, "unforeseen", message_for(500))


def _where(error: Exception) -> list[str]:
    """Returns the code locations only: an exception's message may quote what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return [f"{frame.filename.rsplit('carecircle/', 1)[-1]}:{frame.lineno}" for frame in frames]
