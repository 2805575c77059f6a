"""Invitations: sent by an admin, opened by whoever has the link, accepted once by one address."""

from flask import Response, g, jsonify, make_response

from carecircle import clock
from carecircle.auth.keys import hash_of
from carecircle.auth.login import renew
from carecircle.auth.models import Account
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.families import actions, rules
from carecircle.care.families.inputs import InvitationInput
from carecircle.care.families.models import Invitation, Member
from carecircle.care.families.queries import invitation_by, open_invitations
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.db.base import new_id
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.http.forms import form_again
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import WriteResult, outcome_response, perform_once, write
from carecircle.web.language.translation import gettext as _
from carecircle.web.members.blueprint import bp
from carecircle.web.members.invitation_links import link_of, token_of
from carecircle.web.shared.members import MEMBERS_PAGE as MEMBERS
from carecircle.web.shared.members import members_context

PAGE = "members/invitation.html"


@bp.get("/families/<id:family>/invitations")
def invitations(family: str) -> Response:
    with reading() as read:
        waiting = open_invitations(read, family)
    if not wants_json():
        return render_page(MEMBERS, values={}, errors={}, **members_context())
    items = [_resource(one) | _link_resource(one.id) for one in waiting]
    return make_response(jsonify({"items": items, "next": None}))


@bp.post("/families/<id:family>/invitations")
@reads_body(InvitationInput)
def invite(family: str) -> Response:
    try:
        values = InvitationInput.read(submitted())
        outcome = perform_once(lambda: _invite(values.email, values.role))
    except ActionError as error:
        return form_again(error, MEMBERS, **members_context())
    link_members = _link_resource(str(outcome.resource["id"]))
    return outcome_response(WriteResult(outcome.resource | link_members, outcome.location))


@bp.get("/families/<id:family>/invitations/<id:invitation>")
def sent_invitation(family: str, invitation: str) -> Response:
    """Shows the link to pass on, while the invitation is open."""
    with reading() as read:
        waiting = {one.id: one for one in open_invitations(read, family)}
    if invitation not in waiting:
        raise NotFound
    sent, link_members = waiting[invitation], _link_resource(invitation)
    if wants_json():
        return make_response(jsonify(_resource(sent) | link_members))
    address = link_members["link"]
    return render_page("members/invited.html", email=sent.email, address=address, nav="people")


@bp.post("/families/<id:family>/invitations/<id:invitation>/revocation")
@reads_body(NoInput)
def revoke_invitation(family: str, invitation: str) -> Response:
    def withdraw() -> WriteResult:
        actions.withdraw_invitation(g.actor, invitation)
        location = f"/families/{family}/members"
        return WriteResult({"id": invitation, "revoked": True}, location, status=200)

    return write(withdraw)


@bp.get("/invitations/<token>")
def invitation(token: str) -> Response:
    """Shows who invites, to which family, and whether the link still works, to whoever has it."""
    with reading() as read:
        found = invitation_by(read, hash_of(token))
    if found is None:
        raise NotFound
    sent, family, by = found
    over = rules.unusable_reason(sent.accepted_at, sent.revoked_at, sent.expires_at, clock.now())
    shown = {
        "family_name": family.name,
        "invited_by": by.name,
        "role": sent.role,
        "email": sent.email,
        "over": over,
        "expires_at": instant(sent.expires_at),
        "url": f"/invitations/{token}",
    }
    if wants_json():
        return make_response(jsonify(shown))
    person = _person(g.principal.account_id) if g.principal else None
    return render_page(
        PAGE, invitation=shown, account=person, errors=_why_not(over, sent.email, person)
    )


@bp.post("/invitations/<token>/acceptance")
@reads_body(NoInput)
def accept_invitation(token: str) -> Response:
    person = _person(g.principal.account_id)

    def accept() -> WriteResult:
        sent = hash_of(token)
        return _joined(actions.accept_invitation(sent, person.id, person.email, person.name))

    response = write(accept)
    renew(g.principal)
    return response


def _person(account_id: str) -> Account:
    with reading() as read:
        return read.get_one(Account, account_id)


def _link_resource(invitation_id: str) -> dict[str, str]:
    """Returns the link for the invited person; it is never stored with the response."""
    return {"token": token_of(invitation_id), "link": link_of(invitation_id)}


def _why_not(over: str | None, email: str, person: Account | None) -> dict[str, str]:
    """Returns what prevents joining, by field, as form pages show it."""
    if over:
        return {"": _(actions.OVER[over])}
    if person is not None and person.email != email:
        return {"": _("This invitation was sent to another address than yours")}
    return {}


def _invite(email: str, role: str) -> WriteResult:
    made = new_id()
    sent = actions.invite(
        g.actor,
        email=email,
        role=role,
        invitation_id=made,
        token_hash=hash_of(token_of(made)),
    )
    return WriteResult(_resource(sent), f"/families/{sent.family_id}/invitations/{sent.id}")


def _resource(sent: Invitation) -> dict[str, object]:
    return {
        "id": sent.id,
        "email": sent.email,
        "role": sent.role,
        "expires_at": instant(sent.expires_at),
    }


def _joined(member: Member) -> WriteResult:
    resource = {"family": member.family_id, "member": member.id, "role": member.role}
    return WriteResult(resource, f"/families/{member.family_id}/")
