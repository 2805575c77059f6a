"""Members in lists and choices."""

from typing import Any

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.families.models import Invitation, Member
from carecircle.care.families.queries import open_invitations, present_members, tablets_of
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.shared.presence_words import here_words


def members_of(session: Session, family_id: str) -> dict[str, dict[str, str]]:
    rows = select(Member).where(Member.family_id == family_id)
    return {
        m.id: {"id": m.id, "name": m.name, "initials": m.initials} for m in session.scalars(rows)
    }


MEMBERS_PAGE = "members/members.html"


def members_context() -> dict[str, Any]:
    """Returns the context of the members page; invitations only for viewers who may invite."""
    may_manage = permissions.allows(g.actor.role, "member:invite")
    with reading() as read:
        waiting = open_invitations(read, g.actor.family_id) if may_manage else []
        return {
            "members": [member_view(one) for one in present_members(read, g.actor.family_id)],
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


def member_view(member: Member) -> dict[str, object]:
    """Returns a member as its partial expects it."""
    url = f"/families/{member.family_id}/members/{member.id}"
    return member_resource(member) | {"url": url}


def _invitation(sent: Invitation) -> dict[str, object]:
    return {
        "email": sent.email,
        "role": sent.role,
        "url": f"/families/{sent.family_id}/invitations/{sent.id}",
    }
