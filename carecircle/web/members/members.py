"""The members of a family: the list, changing a role, removing a member and leaving."""

from flask import Response, g, jsonify, make_response

from carecircle.care.errors import ActionError
from carecircle.care.families import actions
from carecircle.care.families.inputs import RoleInput
from carecircle.care.families.models import Member
from carecircle.care.families.queries import present_members
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.members.blueprint import bp
from carecircle.web.shared.members import MEMBERS_PAGE, member_resource, members_context


@bp.get("/families/<id:family>/members")
def members(family: str) -> Response:
    if not wants_json():
        return render_page(MEMBERS_PAGE, values={}, errors={}, **members_context())
    with reading() as read:
        items = [member_resource(member) for member in present_members(read, family)]
    return make_response(jsonify({"items": items, "next": None}))


@bp.post("/families/<id:family>/members/<id:member>/role")
@reads_body(RoleInput)
def change_role(family: str, member: str) -> Response:
    try:
        values = RoleInput.read(submitted())
        return write(lambda: _changed(actions.change_role(g.actor, member, values.role)))
    except ActionError as error:
        return form_again(error, MEMBERS_PAGE, **members_context())


@bp.post("/families/<id:family>/members/<id:member>/removal")
@reads_body(NoInput)
def remove_member(family: str, member: str) -> Response:
    """Removes another member (admins) or yourself."""
    page = "/families" if member == g.actor.member_id else None
    try:
        return write(lambda: _changed(actions.remove_member(g.actor, member), page))
    except ActionError as error:
        return form_again(error, MEMBERS_PAGE, **members_context())


def _changed(member: Member, page: str | None = None) -> WriteResult:
    resource = member_resource(member) | {"removed": member.removed_at is not None}
    location = f"/families/{member.family_id}/members"
    return WriteResult(resource, location, page=page, status=200)
