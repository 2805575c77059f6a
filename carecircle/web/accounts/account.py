"""The signed-in account: its sessions, signing out everywhere, changing the password."""

from datetime import datetime
from typing import Any

from flask import Response, g, jsonify, make_response, url_for

from carecircle.auth import accounts, login, passwords, sessions, tokens
from carecircle.auth.inputs import WHY, NewPasswordInput
from carecircle.auth.models import Account, AuthSession, Token
from carecircle.care.errors import ActionError, Invalid, NotFound
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.accounts.blueprint import bp
from carecircle.web.accounts.sign_in import begin
from carecircle.web.http.forms import form_again
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import WriteResult, outcome_response, write
from carecircle.web.http.security import limits
from carecircle.web.language.times import when_words
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.browser_words import browser_words

PAGE = "accounts/account.html"


@bp.get("/account")
def account() -> Response:
    shown = account_context()
    if not wants_json():
        return render_page(PAGE, values={}, errors={}, **shown)
    person = shown["account"]
    return make_response(
        jsonify(
            {
                "account": {"id": person.id, "name": person.name, "email": person.email},
                "sessions": shown["sessions"],
                "tokens": shown["tokens"],
            }
        )
    )


@bp.post("/account/sessions/<id:session>/end")
@reads_body(NoInput)
def end_session(session: str) -> Response:
    def end() -> WriteResult:
        if not sessions.revoke(g.principal.account_id, session):
            raise NotFound
        return WriteResult({"id": session, "revoked": True}, "/account", status=200)

    return write(end)


@bp.post("/account/sessions/end")
@reads_body(NoInput)
def end_all_sessions() -> Response:
    """Signs out all sessions of the account, this one included."""

    def end() -> WriteResult:
        ended = sessions.revoke_all(g.principal.account_id)
        return WriteResult({"revoked": ended}, url_for("accounts.sign_in_page"), status=200)

    response = write(end)
    login.forget()
    return response


@bp.post("/account/password")
@reads_body(NewPasswordInput)
def change_password() -> Response:
    """Changes the password, ends every other session and starts a new one in this browser."""
    try:
        person = _reauthenticated_account()
    except ActionError as error:
        return form_again(error, PAGE, **account_context())
    begin(person, is_shared=False)
    return outcome_response(WriteResult({"changed": True}, "/account", status=200))


def account_context() -> dict[str, Any]:
    """Returns the context of the page: the person, their sessions and their tokens."""
    mine = g.principal.account_id
    with reading() as read:
        return {
            "account": read.get_one(Account, mine),
            "sessions": [_session(row) for row in sessions.open_sessions(read, mine)],
            "tokens": [token_resource(row) for row in tokens.open_tokens(read, mine)],
            "used": _used,
        }


def _used(at: str | None) -> str:
    """Returns the time in UTC, labelled so: an account has no family, hence no local time zone."""
    if at is None:
        return _("Never used")
    return _("Last used %(at)s", at=f"{when_words(datetime.fromisoformat(at), 'UTC')} UTC")


def token_resource(row: Token) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "scope": row.scope,
        "family": row.family_id,
        "created_at": instant(row.created_at),
        "last_seen_at": instant(row.last_seen_at) if row.last_seen_at else None,
    }


def _reauthenticated_account() -> Account:
    values = NewPasswordInput.read(submitted())
    with reading() as read:
        person = read.get_one(Account, g.principal.account_id)
    limits.before_sign_in(person.email)
    if accounts.check(person.email, values.old_password) is None:
        raise Invalid({"old_password": _("This is not your password")})
    why = passwords.why_refused(values.new_password, person.name, person.email)
    if why is not None:
        raise Invalid({"new_password": WHY[why]})
    accounts.change_password(person.id, values.new_password, keep=g.principal.session_id)
    return person


def _session(row: AuthSession) -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.kind,
        "browser": browser_words(row.browser, row.system),
        "current": row.id == g.principal.session_id,
        "created_at": instant(row.created_at),
        "last_seen_at": instant(row.last_seen_at),
    }
