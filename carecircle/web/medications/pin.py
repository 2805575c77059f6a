"""One's own PIN, as a witness and on a tablet. Set by whoever knows the password."""

from typing import Annotated

from flask import Response, g

from carecircle.auth import accounts, pins
from carecircle.auth.inputs import Password
from carecircle.auth.models import Account
from carecircle.care.errors import Invalid, NotAllowed, Refused
from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import takes
from carecircle.care.wording import say
from carecircle.db.session import reading
from carecircle.web.forms import form_again
from carecircle.web.medications import medications
from carecircle.web.once import Outcome
from carecircle.web.reading import render_page, submitted
from carecircle.web.security import limits
from carecircle.web.words import gettext as _
from carecircle.web.writing import answer

PAGE = "medications/pin.html"


class PinInput(Input):
    pin: Annotated[str, Line(required=say("Choose a PIN"), most=12)]
    password: Annotated[str, Password(required=say("Type your password"))]


@medications.get("/families/<id:family>/pin")
def pin(family: str) -> Response:
    return render_page(PAGE, nav="people", values={}, errors={}, has_pin=_has())


@medications.post("/families/<id:family>/pin")
@takes(PinInput)
def set_pin(family: str) -> Response:
    try:
        values = PinInput.read(submitted())
        _must_be_the_password(values.password)
        pins.set_pin(_member(), values.pin)
    except Refused as error:
        return form_again(error, PAGE, nav="people", has_pin=_has())
    return answer(Outcome({"has_pin": True}, f"/families/{family}/pin", status=200))


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
