"""Using a home's tablet: names, a PIN, and who is acting until they finish or leave."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from flask import Response, g, make_response, redirect, request

from carecircle.auth import pins, tablet_users
from carecircle.care.errors import ActionError, Conflict
from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import reads_body
from carecircle.care.translatable import lazy_gettext as _
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import outcome_response
from carecircle.web.tablets.blueprint import bp

PAGE = "tablets/tablet.html"


class UseInput(Input):
    member: Annotated[str, Line(required=_("Touch your name"), most=32)]
    pin: Annotated[str, Line(required=_("Type your PIN"), most=12)]
    then: Annotated[str | None, Line(most=200)] = None


@bp.get("/families/<id:family>/tablet")
def tablet(family: str) -> Response:
    """Shows the names and locks the tablet for whoever was using it."""
    if g.principal.kind != "device":
        return make_response(redirect(f"/families/{family}/"))
    if g.tablet is not None:
        tablet_users.end_use(g.tablet)
        return make_response(redirect(request.full_path.rstrip("?")))
    values = {"then": _within(family, request.args.get("then"))}
    return render_page(PAGE, values=values, errors={}, **_names(family))


@bp.post("/families/<id:family>/tablet/use")
@reads_body(UseInput)
def use_tablet(family: str) -> Response:
    if g.principal.kind != "device":
        raise Conflict(_("This is no tablet of the home"), "not-a-tablet")
    try:
        values = UseInput.read(submitted())
        person = pins.member_with_pin(family, values.member, values.pin)
    except ActionError as error:
        return form_again(error, PAGE, **_names(family))
    tablet_users.start_use(g.tablet or g.member, person)
    shown = {"id": person.id, "name": person.name}
    return outcome_response(WriteResult(shown, _within(family, values.then), status=200))


@bp.get("/families/<id:family>/tablet/use")
def still_using_tablet(family: str) -> Response:
    """Keeps the session alive: somebody touches the screen without pressing anything."""
    return make_response("", 204 if g.tablet is not None else 409)


def _within(family: str, then: str | None) -> str:
    """Returns the path if it belongs to this family, else the family's page of doses."""
    home = f"/families/{family}/"
    parts = urlsplit(then or "")
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith(home)
    return parts.path if is_ours else f"{home}doses"


def _names(family: str) -> dict[str, Any]:
    return {"people": pins.members_with_pin(family), "nav": "tablet"}
