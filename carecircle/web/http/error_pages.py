"""The format of errors: JSON for programs, a page for people, the same plain words for both."""

from typing import Any

from flask import Response, g, jsonify, make_response, render_template, request

from carecircle.web.http.requests import wants_json
from carecircle.web.http.security.next_page import is_raising_emergency
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import translate

HTTP_CODES = {
    400: "malformed",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    414: "address-too-long",
    415: "wrong-content-type",
    429: "too-often",
    431: "headers-too-large",
}


def error_response(
    status: int,
    code: str,
    message: str,
    fields: dict[str, str] | None = None,
    is_known: bool = True,
    **members: Any,
) -> Response:
    """Returns the error as JSON, or as a page for people. is_known: whether it is known that
    nothing was changed."""
    message, fields = (
        translate(message),
        {name: translate(words) for name, words in (fields or {}).items()},
    )
    if wants_json_error():
        error = {"code": code, "message": message, "fields": fields}
        return make_response(jsonify({"error": error, **members}), status)
    page = render_template(
        "errors/error.html",
        status=status,
        title=_title(status),
        message=". ".join([message, *fields.values(), *_not_notified(is_known)]),
        home="/",
        request_id=g.get("request_id"),
    )
    return make_response(page, status)


def _not_notified(is_known: bool) -> list[str]:
    if not is_raising_emergency():
        return []
    if is_known:
        return [_("Nobody has been told: call for help yourself")]
    return [_("We don't know if anybody has been told: call for help yourself")]


def wants_json_error() -> bool:
    return wants_json() or request.headers.get("Upgrade", "").lower() == "websocket"


def _title(status: int) -> str:
    if status == 404:
        return _("There is nothing here")
    if status in (401, 403):
        return _("You may not do that")
    if status >= 500:
        return _("Something is wrong on our side")
    return _("That did not work")


def message_for(status: int) -> str:
    known = {
        400: _("The request could not be read. Nothing was changed"),
        404: _("There is nothing at this address, or it is not yours"),
        405: _("That cannot be done at this address"),
        413: _("That is more than can be taken at once. Send less"),
        414: _("This address is too long"),
    }
    return known.get(status) or _("That did not work. Nothing was changed")
