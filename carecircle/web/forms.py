"""A form that was refused comes back as it was typed, with what to mend."""

from typing import Any

from flask import Response

from carecircle.care.errors import Refused
from carecircle.web.reading import render_page, submitted, wants_json


def form_again(error: Refused, template: str, **context: Any) -> Response:
    """The page of the form with the errors by field; a program gets the error itself."""
    if wants_json():
        raise error
    errors = getattr(error, "fields", None) or {"": error.message}
    response = render_page(template, error.status, values=submitted(), errors=errors, **context)
    if hasattr(error, "retry_after_s"):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response
