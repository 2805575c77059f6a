"""Actions: change a role, remove a member, leave. A family always keeps an admin."""

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Conflict, NotAllowed, NotFound
from carecircle.care.families import queries, rules
from carecircle.care.families.models import Family, Member
from carecircle.care.permissions import ADMIN
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
from carecircle.events import revocation


def change_role(actor: Actor, member_id: str, role: str) -> Member:
    """Change a role. The member's streams are closed, so that they reconnect with the new
    rights."""
    actor.must_be_allowed("member:change")
    with transaction() as tx:
        locked(tx.session, actor.family_id)
        member = _present_member(tx.session, actor, member_id)
        if member.role == role:
            return member
        if role != ADMIN:
            _must_leave_an_admin(tx.session, member)
        before, member.role = member.role, role
        revocation.revoke("member", member.id, "changed")
        _emit(actor, "member:changed", member, before={"role": before})
    return member


def remove_member(actor: Actor, member_id: str) -> Member:
    """Remove another member (admins) or leave; the member receives nothing more."""
    actor.must_be_allowed("family:leave" if member_id == actor.member_id else "member:change")
    with transaction() as tx:
        locked(tx.session, actor.family_id)
        member = _present_member(tx.session, actor, member_id)
        _must_leave_an_admin(tx.session, member)
        member.removed_at = clock.now()
        revocation.revoke("member", member.id, "removed")
        _emit(actor, "member:removed", member)
    return member


def _emit(actor: Actor, type_: str, member: Member, before: dict[str, str] | None = None) -> None:
    data = {"member": member.id, "role": member.role}
    emit(actor, type_, data, details={"member_name": member.name}, before=before)


def locked(session: Session, family_id: str) -> Family:
    """Returns the family's row, locked, so that two admins cannot remove each other at once."""
    return session.get_one(Family, family_id, with_for_update=True)


def _present_member(session: Session, actor: Actor, member_id: str) -> Member:
    """Returns the member. Raises NotAllowed if the actor lost their rights while waiting for the
    lock."""
    present = {one.id: one for one in queries.present_members(session, actor.family_id)}
    if member_id not in present:
        raise NotFound
    if actor.member_id not in present or present[actor.member_id].role != actor.role:
        raise NotAllowed
    return present[member_id]


def _must_leave_an_admin(session: Session, member: Member) -> None:
    present = queries.present_members(session, member.family_id)
    admins = [one.id for one in present if one.role == ADMIN]
    if rules.would_lose_last_admin(admins, member.id):
        raise Conflict(_("A family needs an admin. Make somebody else admin first"), "last-admin")
