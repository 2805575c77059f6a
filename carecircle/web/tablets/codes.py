"""Enrolling a home's tablet with a code: an admin shows it, the tablet opens it, once."""

import hashlib
import hmac
from typing import Any

from flask import Response, current_app, flash, g, request
from sqlalchemy import select

from carecircle.auth import login, sessions
from carecircle.auth.keys import hash_of
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.families import actions
from carecircle.care.families.actions.tablet_codes import is_open
from carecircle.care.families.inputs import TabletCodeInput, TabletInput
from carecircle.care.families.models import TabletCode
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.db.base import new_id
from carecircle.db.session import reading, transaction
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import outcome_response, write
from carecircle.web.http.security import limits
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.members import MEMBERS_PAGE, members_context
from carecircle.web.shared.signed_links import qr
from carecircle.web.tablets.blueprint import bp
from carecircle.web.tablets.enrolment import create_tablet

DOOR, SIGNS, LENGTH = "tablets/enrol.html", "23456789ABCDEFGHJKMNPQRSTVWXYZ", 10


@bp.post("/families/<id:family>/tablets/codes")
@reads_body(TabletInput)
def make_tablet_code(family: str) -> Response:
    def make() -> WriteResult:
        values, id_ = TabletInput.read(submitted()), new_id()
        code = actions.make_tablet_code(g.actor, id_, values.name, hash_of(code_of(id_)))
        return _outcome(code, 201)

    try:
        return write(make)
    except ActionError as error:
        return form_again(error, MEMBERS_PAGE, **members_context())


@bp.get("/families/<id:family>/tablets/codes/<id:code>")
def tablet_code(family: str, code: str) -> Response:
    with reading() as session:
        rows = select(TabletCode).where(TabletCode.family_id == family, TabletCode.id == code)
        found = session.scalar(rows)
    if found is None:
        raise NotFound
    return render_page("tablets/tablet_code.html", nav="people", **_shown(found))


@bp.post("/families/<id:family>/tablets/codes/<id:code>/withdrawal")
@reads_body(NoInput)
def withdraw_tablet_code(family: str, code: str) -> Response:
    return write(lambda: _outcome(actions.withdraw_tablet_code(g.actor, code), 200))


@bp.get("/tablet")
@bp.get("/tablet/<code>")
def enrolment(code: str = "") -> Response:
    """Shows the enrolment page without using the code up: a phone that scans it loads a preview
    first. A malformed code is a 404."""
    if code and len(_normalized(code)) != LENGTH:
        raise NotFound
    return render_page(DOOR, values={"code": code}, errors={})


@bp.post("/tablet")
@reads_body(TabletCodeInput)
def enrol() -> Response:
    """Enrols this browser. Whoever was signed in here is signed out, as with manual enrolment."""
    try:
        limits.before_enrolment()
        given = TabletCodeInput.read(submitted()).code
        with transaction() as tx:
            code_hash = hash_of(_normalized(given))
            code, admin = actions.use_tablet_code(tx.session, code_hash, request.remote_addr)
            tablet, key = create_tablet(admin, code.name)
            code.tablet_id = tablet.id
    except ActionError as error:
        return form_again(error, DOOR)
    if g.principal is not None and g.principal.kind == "session":
        sessions.revoke(g.principal.account_id, g.principal.session_id or "")
    login.remember(login.tablet_principal(key), is_shared=False)
    flash(_("This is now %(name)s", name=tablet.name))
    home = f"/families/{code.family_id}/doses"
    return outcome_response(WriteResult({"id": tablet.id, "name": tablet.name}, home))


def code_of(id_: str) -> str:
    """Returns the code, derived from its id and the server's secret, so that no table stores it."""
    secret = current_app.config["SECRET_KEY"].encode()
    number = int.from_bytes(hmac.digest(secret, f"tablet:{id_}".encode(), hashlib.sha256))
    return "".join(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(LENGTH))


def _normalized(typed: str) -> str:
    """Returns the code in capitals, without spaces and hyphens."""
    return "".join(sign for sign in typed.upper() if sign in SIGNS)


def _outcome(code: TabletCode, status: int) -> WriteResult:
    here = f"/families/{code.family_id}/tablets/codes/{code.id}"
    return WriteResult({"id": code.id, "name": code.name}, here, status=status)


def _shown(code: TabletCode) -> dict[str, Any]:
    """Returns the context of the page; the code itself only while it is valid."""
    base = current_app.config["OWN_BASE_URL"] or request.host_url.rstrip("/")
    secret = code_of(code.id) if is_open(code) else ""
    half = LENGTH // 2
    return {
        "code": code,
        "secret": f"{secret[:half]}-{secret[half:]}" if secret else "",
        "address": f"{base}/tablet",
        "qr": qr(f"{base}/tablet/{secret}") if secret else "",
        "until": times.hhmm(code.expires_at, g.zone),
        "used": times.hhmm(code.used_at, g.zone) if code.used_at else "",
    }
