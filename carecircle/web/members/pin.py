"""A member's PIN, used as a witness and on a tablet. Setting it requires the password."""

from typing import Annotated

from flask import Response, g

from carecircle.auth import accounts, pins
from carecircle.auth.inputs import Password
from carecircle.auth.models import Account
from carecircle.care.errors import ActionError, Invalid, NotAllowed
from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import reads_body
from carecircle.care.translatable import lazy_gettext
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import outcome_response
from carecircle.web.http.security import limits
from carecircle.web.language.translation import gettext as _
from carecircle.web.members.blueprint import bp

PAGE = "members/pin.html"


class PinInput(Input):
    pin: Annotated[str, Line(required=lazy_gettext("Choose a PIN"), most=12)]
    password: Annotated[str, Password(required=lazy_gettext("Type your password"))]


@bp.get("/families/<id:family>/pin")
def pin(family: str) -> Response:
    return render_page(PAGE, nav="people", values={}, errors={}, has_pin=_has())


@bp.post("/families/<id:family>/pin")
@reads_body(PinInput)
def set_pin(family: str) -> Response:
    try:
        values = PinInput.read(submitted())
        _must_be_the_password(values.password)
        pins.set_pin(_member(), values.pin)
    except ActionError as error:
        return form_again(error, PAGE, nav="people", has_pin=_has())
    return outcome_response(WriteResult({"has_pin": True}, f"/families/{family}/pin", status=200))


def _must_be_the_password(password: str) -> None:
    with reading() as session:
        email = session.get_one(Account, g.principal.account_id).email
    limits.before_sign_in(email)
    if accounts.check(email, password) is None:
        raise Invalid({"password": _("This is not your password")})


def _member() -> str:
    if g.actor.member_id is None:
        raise NotAllowed()
    return str(g.actor.member_id)


def _has() -> bool:
    return g.actor.member_id is not None and pins.has_pin(g.actor.member_id)
