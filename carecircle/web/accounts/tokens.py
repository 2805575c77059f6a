"""API tokens: created, shown once, revoked."""

from flask import Response, g, jsonify, make_response

from carecircle.auth import tokens
from carecircle.auth.inputs import TokenInput
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.db.session import transaction
from carecircle.web.accounts.account import PAGE, account_context, token_resource
from carecircle.web.accounts.blueprint import bp
from carecircle.web.http.forms import form_again
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import WriteResult, perform_once, write


@bp.post("/account/tokens")
@reads_body(TokenInput)
def create_token() -> Response:
    """Creates a token. Only the first response holds the key, which is not stored."""
    keys: list[str] = []
    try:
        values = TokenInput.read(submitted())
        outcome = perform_once(lambda: _issue(values.name, values.scope, values.family, keys))
    except ActionError as error:
        return form_again(error, PAGE, **account_context())
    shown = {"token": keys[0]} if keys else {}
    if wants_json():
        return make_response(jsonify(outcome.resource | shown), outcome.status)
    return render_page(PAGE, outcome.status, values={}, errors={}, **account_context(), **shown)


@bp.post("/account/tokens/<id:token>/revocation")
@reads_body(NoInput)
def revoke_token(token: str) -> Response:
    def revoke() -> WriteResult:
        if not tokens.revoke(g.principal.account_id, token):
            raise NotFound
        return WriteResult({"id": token, "revoked": True}, "/account", status=200)

    return write(revoke)


def _issue(name: str, scope: str | None, family_id: str | None, keys: list[str]) -> WriteResult:
    with transaction() as tx:
        row, key = tokens.issue(
            tx.session,
            g.principal.account_id,
            family_id=family_id,
            scope=scope or "write",
            name=name,
        )
    keys.append(key)
    return WriteResult(token_resource(row), "/account")
