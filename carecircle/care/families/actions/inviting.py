"""Actions: invite an address, withdraw, accept: single use, bound to the address."""

from sqlalchemy import select

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import record_audit
from carecircle.care.errors import Conflict, NotAllowed, NotFound
from carecircle.care.families import queries, rules
from carecircle.care.families.actions.founding import join
from carecircle.care.families.actions.leaving import locked
from carecircle.care.families.models import Invitation, Member
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

OVER = {
    "used": _("This invitation has been used"),
    "withdrawn": _("This invitation was withdrawn. Ask for a new one"),
    "expired": _("This invitation is older than 7 days. Ask for a new one"),
}


def invite(
    actor: Actor, *, email: str, role: str, invitation_id: str, token_hash: str
) -> Invitation:
    """Invite an address; withdraws an earlier invitation of the same address."""
    actor.must_be_allowed("member:invite")
    with transaction() as tx:
        family = locked(tx.session, actor.family_id)
        for earlier in queries.open_invitations(tx.session, family.id):
            if earlier.email == email:
                earlier.revoked_at = clock.now()
        invitation = Invitation(
            id=invitation_id,
            family_id=family.id,
            invited_by=actor.must_be_a_member(),
            email=email,
            role=role,
            token_hash=token_hash,
            created_at=clock.now(),
            expires_at=clock.now() + rules.INVITATION_LASTS,
        )
        tx.session.add(invitation)
        tx.session.flush()
        record_audit(actor, "invite", invitation.id, after={"role": role})
    return invitation


def withdraw_invitation(actor: Actor, invitation_id: str) -> None:
    actor.must_be_allowed("member:invite")
    with transaction() as tx:
        locked(tx.session, actor.family_id)
        waiting = queries.open_invitations(tx.session, actor.family_id)
        found = [one for one in waiting if one.id == invitation_id]
        if not found:
            raise NotFound
        found[0].revoked_at = clock.now()
        record_audit(actor, "withdraw_invitation", invitation_id)


def accept_invitation(token_hash: str, account_id: str, email: str, person: str) -> Member:
    """Join by an invitation that was sent to this address; it works once."""
    with transaction() as tx:
        query = select(Invitation).where(Invitation.token_hash == token_hash)
        invitation = tx.session.scalar(query)
        if invitation is None:
            raise NotFound
        family = locked(tx.session, invitation.family_id)  # same lock order as invite
        tx.session.refresh(invitation, with_for_update=True)
        _must_be_usable(invitation, email)
        invitation.accepted_at = clock.now()
        present = queries.membership(tx.session, family.id, account_id)
        return present or join(tx.session, family.id, account_id, person, invitation.role)


def _must_be_usable(invitation: Invitation, email: str) -> None:
    if invitation.email != email:
        raise NotAllowed(_("This invitation was sent to another address"))
    over = rules.unusable_reason(
        invitation.accepted_at, invitation.revoked_at, invitation.expires_at, clock.now()
    )
    if over is not None:
        raise Conflict(OVER[over], f"invitation-{over}")
