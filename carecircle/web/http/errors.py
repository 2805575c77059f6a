"""Error handlers: one format, a plain page or JSON, with a request id and never a traceback."""

import traceback
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from flask import Flask, Response, current_app, make_response, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, InterfaceError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException, SecurityError

from carecircle.auth.errors import SignInNeeded, TabletLocked
from carecircle.care.errors import ActionError, RuleBroken
from carecircle.events.envelope import instant
from carecircle.web.http.error_pages import (
    HTTP_CODES,
    error_response,
    message_for,
    wants_json_error,
)
from carecircle.web.http.requests import wants_fragment
from carecircle.web.http.security.next_page import current_url, is_raising_emergency
from carecircle.web.language.translation import gettext as _

UNREADABLE = (DataError, UnicodeError, OverflowError, RecursionError)
AWAY = (OperationalError, InterfaceError, TimeoutError)
RETRY_AFTER_S = "5"
_log = structlog.get_logger("carecircle.errors")


def init_errors(app: Flask, while_away: Mapping[str, Callable[[], Response]]) -> None:
    """while_away: the endpoints that have their own response while the database is unavailable."""
    app.extensions["while_away"] = while_away
    app.register_error_handler(ActionError, _refused)
    app.register_error_handler(SignInNeeded, _sign_in)
    app.register_error_handler(TabletLocked, _redirect_to_names)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    for unreadable in UNREADABLE:
        app.register_error_handler(unreadable, _unreadable)
    for away in AWAY:
        app.register_error_handler(away, _away)
    app.register_error_handler(Exception, _unforeseen)


def _refused(error: ActionError) -> Response:
    members = dict(error.more)
    if isinstance(error, RuleBroken) and error.next_safe_at is not None:
        members["next_safe_at"] = instant(error.next_safe_at)
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
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    if isinstance(error, SecurityError):  # an unknown host: no URL can be built, so no page either
        return make_response(message_for(400), 400, {"Content-Type": "text/plain; charset=utf-8"})
    response = error_response(status, HTTP_CODES.get(status, "refused"), message_for(status))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _unreadable(error: Exception) -> Response:
    """Responds to values that passed the field checks but that no column can store."""
    _log.warning("unreadable", error=type(error).__name__, where=_where(error))
    return error_response(400, "malformed", message_for(400))


def _away(error: Exception) -> Response:
    _log.error("database", error=type(error).__name__, where=_where(error))
    if "disk is full" in str(error) or "No space left" in str(error):
        message = _("Not saved: the storage is full. What was saved before can be read")
        return error_response(503, "storage-full", message)
    own_answer = current_app.extensions["while_away"].get(request.endpoint)
    if own_answer is not None:
        return own_answer()
    message = _("Not saved: the database cannot be reached. Send the same form again in a moment")
    response = error_response(503, "unavailable", message)
    response.headers["Retry-After"] = RETRY_AFTER_S
    return response


def _unforeseen(error: Exception) -> Response:
    _log.error("unforeseen", error=type(error).__name__, where=_where(error))
    return error_response(500, "unforeseen", message_for(500))


def _where(error: Exception) -> list[str]:
    """Returns the code locations only: an exception's message may quote what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return [f"{frame.filename.rsplit('carecircle/', 1)[-1]}:{frame.lineno}" for frame in frames]
