"""The answers to database errors: what is known about the write, and what to do now."""

from flask import Response, current_app, request

from carecircle.db.failures import Failure
from carecircle.db.session import has_committed
from carecircle.web.http.error_pages import error_response
from carecircle.web.http.responses import idempotency_key
from carecircle.web.language.translation import gettext as _

OWN_ANSWERS = "while_away"
RETRY_AFTER_S = "5"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CODES = {
    Failure.AWAY: "unavailable",
    Failure.BUSY: "busy",
    Failure.FULL: "storage-full",
    Failure.UNKNOWN: "outcome-unknown",
}


def response_to(failure: Failure) -> Response:
    """Returns the 503, or the endpoint's own response while the database cannot be reached."""
    own_answer = current_app.extensions[OWN_ANSWERS].get(request.endpoint)
    if own_answer is not None:
        answer: Response = own_answer()
        return answer
    is_known = failure is not Failure.UNKNOWN and not has_committed()
    response = error_response(503, CODES[failure], _message(failure, is_known), is_known=is_known)
    if failure is not Failure.FULL:
        response.headers["Retry-After"] = RETRY_AFTER_S
    return response


def in_part() -> str:
    return _("Something went wrong after a part was saved. Look at it before you try again")


def is_reading() -> bool:
    """Returns whether the request asked for something only: nothing was to be saved."""
    return request.method in SAFE


def not_loaded() -> str:
    """Returns what a request that only reads says while the database cannot be reached."""
    return _("This could not be loaded: the database cannot be reached. Try again in a moment")


def _message(failure: Failure, is_known: bool) -> str:
    if is_reading():
        return _not_loaded(failure)
    return _known(failure) if is_known else _unknown(failure)


def _not_loaded(failure: Failure) -> str:
    if failure is Failure.FULL:
        return _("This could not be loaded: the storage is full")
    if failure is Failure.BUSY:
        return _("This could not be loaded: the server is busy. Try again in a moment")
    return not_loaded()


def _known(failure: Failure) -> str:
    if failure is Failure.FULL:
        return _("Not saved: the storage is full. What was saved before can be read")
    if failure is Failure.BUSY:
        return _("Not saved: the server is busy. Send the same form again in a moment")
    return _("Not saved: the database cannot be reached. Send the same form again in a moment")


def _unknown(failure: Failure) -> str:
    if failure is not Failure.UNKNOWN:
        return in_part()
    if idempotency_key() is None:
        return _("We don't know if this was saved. Look if it is there before you send it again")
    return _(
        "We don't know yet if this was saved. Send the same form again in a moment: it is only "
        "saved once"
    )
