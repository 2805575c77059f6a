"""Who is in a family: the list, a change of role, removal and leaving."""

from typing import Any

from flask import Response, g, jsonify, make_response

from carecircle.care import permissions
from carecircle.care.errors import Refused
from carecircle.care.families import actions
from carecircle.care.families.inputs import RoleInput
from carecircle.care.families.models import Invitation, Member
from carecircle.care.families.queries import open_invitations, present_members, tablets_of
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import takes
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.forms import form_again
from carecircle.web.once import Outcome
from carecircle.web.people import people
from carecircle.web.presence import here_words
from carecircle.web.reading import render_page, submitted, wants_json
from carecircle.web.writing import write

PAGE = "people/members.html"


@people.get("/families/<id:family>/members")
def members(family: str) -> Response:
    if not wants_json():
        return render_page(PAGE, values={}, errors={}, **members_context())
    with reading() as read:
        items = [member_resource(member) for member in present_members(read, family)]
    return make_response(jsonify({"items": items, "next": None}))


@people.post("/families/<id:family>/members/<id:member>/role")
@takes(RoleInput)
def change_role(family: str, member: str) -> Response:
    try:
        values = RoleInput.read(submitted())
        return write(lambda: _changed(actions.change_role(g.actor, member, values.role)))
    except Refused as error:
        return form_again(error, PAGE, **members_context())


@people.post("/families/<id:family>/members/<id:member>/removal")
@takes(NoInput)
def remove_member(family: str, member: str) -> Response:
    """Another (admins) or oneself."""
    page = "/families" if member == g.actor.member_id else None
    try:
        return write(lambda: _changed(actions.remove_member(g.actor, member), page))
    except Refused as error:
        return form_again(error, PAGE, **members_context())


def members_context() -> dict[str, Any]:
    """What the page of the people shows; invitations only to those who may invite."""
    may_manage = permissions.allows(g.actor.role, "member:invite")
    with reading() as read:
        waiting = open_invitations(read, g.actor.family_id) if may_manage else []
        return {
            "members": [member_shown(one) for one in present_members(read, g.actor.family_id)],
            "tablets": tablets_of(read, g.actor.family_id) if may_manage else [],
            "invitations": [_invitation(one) for one in waiting],
            "may_manage": may_manage,
            "here": here_words(g.actor.family_id),
            "nav": "people",
        }


def member_resource(member: Member) -> dict[str, object]:
    return {
        "id": member.id,
        "name": member.name,
        "initials": member.initials,
        "role": member.role,
        "joined_at": instant(member.joined_at),
    }


def member_shown(member: Member) -> dict[str, object]:
    """As the partial of a member wants it."""
    url = f"/families/{member.family_id}/members/{member.id}"
    return member_resource(member) | {"url": url}


def _invitation(sent: Invitation) -> dict[str, object]:
    return {
        "email": sent.email,
        "role": sent.role,
        "url": f"/families/{sent.family_id}/invitations/{sent.id}",
    }


def _changed(member: Member, page: str | None = None) -> Outcome:
    resource = member_resource(member) | {"removed": member.removed_at is not None}
    location = f"/families/{member.family_id}/members"
    return Outcome(resource, location, page=page, status=200)
