"""The language of the interface: set by a visitor, by a person, or on a home's tablet."""

from typing import Annotated, Any

from flask import Response, current_app, g, make_response, redirect

from carecircle.auth import accounts
from carecircle.auth.sessions import LONGEST
from carecircle.care.inputs import Choice, Input, Line
from carecircle.care.inputs.declared import reads_body
from carecircle.languages import LANGUAGES
from carecircle.web.accounts.blueprint import bp
from carecircle.web.http.requests import submitted
from carecircle.web.http.security.next_page import local_page
from carecircle.web.language.translation import CHOSEN


class LanguageInput(Input):
    """language: empty for the language that each browser asks for."""

    language: Annotated[str | None, Choice(tuple(LANGUAGES))] = None
    next: Annotated[str | None, Line(most=500)] = None


@bp.post("/language")
@reads_body(LanguageInput)
def choose_language() -> Response:
    """Sets the language of this browser and of the account, if any, so that emails use it too.

    On a home's tablet it is set for the tablet.
    """
    values = LanguageInput.read(submitted())
    if g.principal is not None and g.principal.is_browser:
        accounts.set_language(g.principal.account_id, values.language)
    response = make_response(redirect(local_page(values.next) or "/", 303))
    if values.language is None:
        response.delete_cookie(CHOSEN, **_flags())
    else:
        response.set_cookie(CHOSEN, values.language, max_age=LONGEST, **_flags())
    return response


def _flags() -> dict[str, Any]:
    is_tls = current_app.config["SESSION_COOKIE_SECURE"]
    return {"secure": is_tls, "httponly": True, "samesite": "Lax"}
