"""One style of error: a plain page or JSON, with a request id; never a trace, never bare."""

import traceback
from typing import Any

import structlog
from flask import (
    Flask,
    Response,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, InterfaceError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException, SecurityError

from carecircle.auth.errors import SignInNeeded
from carecircle.care.errors import Refused, RuleBroken
from carecircle.events.envelope import instant
from carecircle.web.reading import wants_fragment, wants_json
from carecircle.web.security.next_page import here
from carecircle.web.words import gettext as _

Answer = Response
UNREADABLE = (DataError, UnicodeError, OverflowError, RecursionError)
AWAY = (OperationalError, InterfaceError, TimeoutError)
HTTP_CODES = {
    400: "malformed",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    414: "address-too-long",
    415: "wrong-content-type",
    429: "too-often",
}
_log = structlog.get_logger("carecircle.errors")


def init_errors(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(SignInNeeded, _sign_in)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    for kind in UNREADABLE:
        app.register_error_handler(kind, _unreadable)
    for kind in AWAY:
        app.register_error_handler(kind, _away)
    app.register_error_handler(Exception, _unforeseen)


def _refused(error: Refused) -> Answer:
    members = dict(error.more)
    if isinstance(error, RuleBroken) and error.next_safe_at is not None:
        members["next_safe_at"] = instant(error.next_safe_at)
    fields = getattr(error, "fields", None)
    response = answer(error.status, error.code, error.message, fields=fields, **members)
    if hasattr(error, "retry_after_s"):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response


def _sign_in(error: SignInNeeded) -> Answer:
    if wants_json() or _is_websocket():
        response = answer(error.status, error.code, error.message)
        response.headers["WWW-Authenticate"] = 'Bearer realm="CareCircle"'
        return response
    address = url_for("people.sign_in_page", next=here())
    if wants_fragment():
        return make_response("", 401, {"HX-Redirect": url_for("people.sign_in_page")})
    return make_response(redirect(address, 303))


def _stale_form(_error: CSRFError) -> Answer:
    message = _("This page was open for too long. Go back, open it again and send it once more")
    return answer(400, "stale-form", message)


def _http(error: HTTPException) -> Answer:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    if isinstance(error, SecurityError):  # not our host: no address can be made, so no page either
        return make_response(_words(400), 400, {"Content-Type": "text/plain; charset=utf-8"})
    response = answer(status, HTTP_CODES.get(status, "refused"), _words(status))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _unreadable(error: Exception) -> Answer:
    """What slipped past the fields and that no column can hold."""
    _log.warning("unreadable", error=type(error).__name__, where=_where(error))
    return answer(400, "malformed", _words(400))


def _away(error: Exception) -> Answer:
    _log.error("database", error=type(error).__name__, where=_where(error))
    if "disk is full" in str(error) or "No space left" in str(error):
        message = _("Not saved: the storage is full. What was saved before can be read")
        return answer(503, "storage-full", message)
    message = _("Not saved: the database cannot be reached. Send the same form again in a moment")
    return answer(503, "unavailable", message)


def _unforeseen(error: Exception) -> Answer:
    _log.error("unforeseen", error=type(error).__name__, where=_where(error))
    return answer(500, "unforeseen", _words(500))


def answer(
    status: int, code: str, message: str, fields: dict[str, str] | None = None, **members: Any
) -> Answer:
    """The error as JSON, or as a page for people."""
    if wants_json() or _is_websocket():
        error = {"code": code, "message": message, "fields": fields or {}}
        return make_response(jsonify({"error": error, **members}), status)
    page = render_template(
        "errors/error.html",
        status=status,
        title=_title(status),
        message=". ".join([message, *(fields or {}).values()]),
        home="/",
        request_id=g.get("request_id"),
    )
    return make_response(page, status)


def _is_websocket() -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"


def _title(status: int) -> str:
    if status == 404:
        return _("There is nothing here")
    if status in (401, 403):
        return _("You may not do that")
    if status >= 500:
        return _("Something is wrong on our side")
    return _("That did not work")


def _words(status: int) -> str:
    known = {
        400: _("The request could not be read. Nothing was changed"),
        404: _("There is nothing at this address, or it is not yours"),
        405: _("That cannot be done at this address"),
        413: _("That is more than can be taken at once. Send less"),
        414: _("This address is too long"),
    }
    return known.get(status) or _("That did not work. Nothing was changed")


def _where(error: Exception) -> list[str]:
    """The lines of code alone: a message may quote what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return [f"{frame.filename.rsplit('carecircle/', 1)[-1]}:{frame.lineno}" for frame in frames]
