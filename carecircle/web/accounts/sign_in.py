"""Signing up, in and out, and where `/` redirects."""

from typing import Any

from flask import Response, flash, g, make_response, redirect, request, session, url_for

from carecircle.auth import accounts, browsers, login, passwords, sessions
from carecircle.auth.inputs import WHY, SignInInput, SignUpInput
from carecircle.auth.models import Account
from carecircle.care.errors import ActionError, Invalid
from carecircle.care.families.queries import families_of
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.db.session import reading
from carecircle.web.accounts.blueprint import bp
from carecircle.web.http.forms import form_again
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import WriteResult, outcome_response
from carecircle.web.http.security import limits
from carecircle.web.http.security.next_page import local_page
from carecircle.web.language.translation import gettext as _


@bp.get("/")
def home() -> Response:
    if g.principal is None:
        return make_response(redirect(url_for("accounts.sign_in_page"), 303))
    with reading() as read:
        mine = [family.id for family, _member in families_of(read, g.principal.account_id)]
    mine = [family for family in mine if g.principal.may_enter(family)]
    last = session.get(login.FAMILY_KEY)
    family = last if last in mine else next(iter(mine), None)
    return make_response(redirect(f"/families/{family}/" if family else "/families", 303))


@bp.get("/sign-in")
def sign_in_page() -> Response:
    return render_page("accounts/sign_in.html", values={}, errors={}, **_form_context())


@bp.post("/sign-in")
@reads_body(SignInInput)
def sign_in() -> Response:
    """Signs in. Every failure takes the same work and gets the same response."""
    try:
        values = SignInInput.read(submitted())
        limits.before_sign_in(values.email)
        account = accounts.check(values.email, values.password)
        if account is None:
            raise Invalid({"password": _("Address and password do not match. Check both")})
    except ActionError as error:
        return form_again(error, "accounts/sign_in.html", **_form_context())
    begin(account, values.shared)
    response = outcome_response(
        WriteResult({"account": _public(account)}, _next() or "/", status=200)
    )
    limits.after_sign_in(account.email, response)
    return response


@bp.get("/sign-up")
def sign_up_page() -> Response:
    return render_page("accounts/sign_up.html", values={}, errors={}, next=_next())


@bp.post("/sign-up")
@reads_body(SignUpInput)
def sign_up() -> Response:
    """Creates an account. An address that has one gets the same response; nothing changes."""
    try:
        values = SignUpInput.read(submitted())
        limits.before_sign_up()
        why = passwords.why_refused(values.password, values.name, values.email)
        if why is not None:
            raise Invalid({"password": WHY[why]})
    except ActionError as error:
        return form_again(error, "accounts/sign_up.html", next=_next())
    accounts.sign_up(values.email, values.name, values.password)
    flash(_("Your account is ready. Sign in with the password you chose"))
    resource = {"email": values.email, "name": values.name}
    return outcome_response(WriteResult(resource, url_for("accounts.sign_in_page", next=_next())))


@bp.post("/sign-out")
@reads_body(NoInput)
def sign_out() -> Response:
    if g.principal is not None and g.principal.kind == "session":
        sessions.revoke(g.principal.account_id, g.principal.session_id)
    login.forget()
    return outcome_response(
        WriteResult({"signed_out": True}, url_for("accounts.sign_in_page"), status=200)
    )


def begin(account: Account, is_shared: bool) -> None:
    """Starts a new session in place of the one that this browser had."""
    agent = request.user_agent.string
    if g.principal is not None and g.principal.kind == "session":
        sessions.revoke(g.principal.account_id, g.principal.session_id)
    kind = browsers.kind_of(agent, is_shared)
    login.remember(sessions.start(account, kind, browsers.browser_of(agent)), is_shared)


def _form_context() -> dict[str, Any]:
    return {"next": _next(), "lost": request.values.get("lost", "")[:20]}


def _next() -> str | None:
    return local_page(request.values.get("next"))


def _public(account: Account) -> dict[str, str]:
    return {"id": account.id, "name": account.name, "email": account.email}
