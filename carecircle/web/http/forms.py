"""Invalid forms: shown again as they were typed, with what to correct."""

from collections.abc import Callable
from typing import Any

from flask import Response

from carecircle.care.errors import ActionError
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.language.translation import translate

ELSEWHERE = (403, 404)  # no form of this family, or none for this role


def form_again(error: ActionError, template: str, **context: Any) -> Response:
    """Returns the form's page with the errors by field; programs get the error itself."""
    if wants_json():
        raise error
    return form_page(template, error, **context)


def or_again(work: Callable[[], Response], again: Callable[[ActionError], Response]) -> Response:
    """Performs the work; where it is invalid, a person sees the page of the form again."""
    try:
        return work()
    except ActionError as error:
        if wants_json() or error.status in ELSEWHERE:
            raise
        return again(error)


def form_page(template: str, error: ActionError | None, **context: Any) -> Response:
    """Returns the page of a form: empty, or with what was typed and what to correct."""
    given = {"values": submitted_values() if error else {}, "errors": errors_of(error)}
    response = render_page(template, error.status if error else 200, **(given | context))
    wait_s = getattr(error, "retry_after_s", None)
    if wait_s is not None:
        response.headers["Retry-After"] = str(wait_s)
    return response


def errors_of(error: ActionError | None) -> dict[str, str]:
    """Returns the messages by field; a message about no field has an empty name."""
    if error is None:
        return {}
    found = getattr(error, "fields", None) or {"": error.message}
    return {name: translate(message) for name, message in found.items()}


def submitted_values() -> dict[str, Any]:
    """Returns the submitted form, with one value for each field."""
    given = submitted()
    return {name: given[name] for name in given}
