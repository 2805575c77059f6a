"""The pages of families: the list of your own, choosing one, creating one."""

from flask import Response, g, jsonify, make_response, request

from carecircle.auth.admission import actor_of
from carecircle.auth.login import renew
from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from carecircle.care.errors import ActionError
from carecircle.care.families import actions
from carecircle.care.families.inputs import FamilyInput
from carecircle.care.families.models import Family, Member
from carecircle.care.families.queries import families_of, family
from carecircle.care.inputs.declared import reads_body
from carecircle.db.session import reading
from carecircle.web.families.blueprint import bp
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import language

DEFAULT_ZONE = "Europe/London"


@bp.get("/families")
def families() -> Response:
    with reading() as read:
        mine = families_of(read, g.principal.account_id)
    mine = [(one, member) for one, member in mine if g.principal.may_enter(one.id)]
    if not wants_json():
        is_removed = request.args.get("removed") == "yes"
        shown = [_mine(*one) for one in mine]
        return render_page("families/index.html", families=shown, is_removed=is_removed)
    return make_response(jsonify({"items": [_mine(*one) for one in mine], "next": None}))


@bp.get("/families/new")
def new_family() -> Response:
    return render_page("families/new.html", values={"zone": DEFAULT_ZONE}, errors={})


@bp.post("/families")
@reads_body(FamilyInput)
def create_family() -> Response:
    try:
        values = FamilyInput.read(submitted())
    except ActionError as error:
        return form_again(error, "families/new.html")

    def create() -> WriteResult:
        founder = actions.create_family(
            g.principal.account_id,
            g.principal.name,
            name=values.name,
            zone=values.zone or DEFAULT_ZONE,
            language=language(),
        )
        actor = actor_of(g.principal, founder, origin=request.remote_addr)
        open_channel(actor, ChannelInput(name=_("Family")))
        return WriteResult(_family(founder.family_id), f"/families/{founder.family_id}/")

    response = write(create)
    renew(g.principal)
    return response


def _mine(one: Family, member: Member) -> dict[str, str]:
    membership = {"member": member.id, "role": member.role}
    return {"id": one.id, "name": one.name, "zone": one.zone} | membership


def _family(family_id: str) -> dict[str, str]:
    with reading() as read:
        made = family(read, family_id)
    return {"id": made.id, "name": made.name, "zone": made.zone, "language": made.language}
