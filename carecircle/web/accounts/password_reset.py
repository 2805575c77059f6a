"""Resetting a forgotten password: request an email, open its link, choose a new password."""

from flask import Response, current_app, flash, make_response, request, url_for

from carecircle.auth import account_emails, passwords
from carecircle.auth import password_reset as by_link
from carecircle.auth.inputs import WHY, ChosenPasswordInput, ForgottenInput
from carecircle.auth.models import Account
from carecircle.care.errors import ActionError, Conflict, Invalid, NotFound
from carecircle.care.inputs.declared import reads_body
from carecircle.config import Settings
from carecircle.web.accounts.blueprint import bp
from carecircle.web.http.forms import form_again
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import WriteResult, outcome_response
from carecircle.web.http.security import limits
from carecircle.web.language.translation import gettext as _

ASK, CHOOSE = "accounts/forgotten.html", "accounts/new_password.html"
AN_HOUR_S = 3600


@bp.get("/forgotten-password")
def forgotten() -> Response:
    return render_page(ASK, values={}, errors={}, **_form_context())


@bp.post("/forgotten-password")
@reads_body(ForgottenInput)
def ask_for_link() -> Response:
    """Requests a reset email. The response does not reveal whether the account exists."""
    try:
        values = ForgottenInput.read(submitted())
        if not _settings().sends_links:
            raise Conflict(_("This server sends no e-mail"), "no-mail")
        limits.before_forgotten()
        words = _reset_email()
        if not account_emails.request_link(current_app.config["SECRET_KEY"], values.email, *words):
            raise limits.TooOften(AN_HOUR_S)
    except ActionError as error:
        return form_again(error, ASK, **_form_context())
    sent = WriteResult({"asked": True}, url_for("accounts.forgotten", asked="yes"), status=200)
    return outcome_response(sent)


@bp.get("/new-password/<token>")
def new_password(token: str) -> Response:
    """Shows the form without using the link up: mail programs follow links before people do."""
    return _choosing(token)


@bp.post("/new-password/<token>")
@reads_body(ChosenPasswordInput)
def choose_password(token: str) -> Response:
    try:
        limits.before_forgotten()
        person = by_link.account_for_link(token)
        if person is None:
            return _choosing(token)
        password = _allowed(ChosenPasswordInput.read(submitted()).password, person)
        by_link.set_password(token, password, _password_changed_email(), request.remote_addr)
    except NotFound:  # another request used the link first
        return _choosing(token)
    except ActionError as error:
        return form_again(error, CHOOSE, account=by_link.account_for_link(token))
    flash(_("Your password is changed. You were signed out everywhere: sign in with the new one"))
    return outcome_response(
        WriteResult({"changed": True}, url_for("accounts.sign_in_page"), status=200)
    )


def _choosing(token: str) -> Response:
    person = by_link.account_for_link(token)
    if person is None and wants_json():
        raise NotFound
    page = render_page(CHOOSE, 200 if person else 404, values={}, errors={}, account=person)
    return make_response(page)


def _allowed(password: str, person: Account) -> str:
    why = passwords.why_refused(password, person.name, person.email)
    if why is not None:
        raise Invalid({"password": _(WHY[why])})
    return password


def _reset_email() -> tuple[str, str]:
    body = _(
        "Somebody, probably you, asked for a new CareCircle password for this address. Open the "
        "link within 30 minutes to choose one. It works once.\n\n"
        "If it was not you, do nothing: your password stays as it is."
    )
    return _("CareCircle: choose a new password"), body


def _password_changed_email() -> tuple[str, str]:
    body = _(
        "The password of your CareCircle account was changed by a link. "
        "Every browser was signed out, and keys of programs and devices (a button, a sensor) "
        "ended: make new ones under Account.\n\n"
        "If it was not you, ask for a new password at once and tell whoever runs the server."
    )
    return _("CareCircle: your password was changed"), body


def _form_context() -> dict[str, bool]:
    return {"has_mail": _settings().sends_links, "asked": bool(request.args.get("asked"))}


def _settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found
