"""Actions of an admin: enrol a browser as a home tablet, stop one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import record_audit
from carecircle.care.errors import NotFound
from carecircle.care.families import rules
from carecircle.care.families.models import Member
from carecircle.care.permissions import VIEWER
from carecircle.db.session import transaction
from carecircle.events import revocation


def enrol_tablet(actor: Actor, session: Session, account_id: str, name: str) -> Member:
    """Enrol a tablet, inside transaction(). It acts under its own name. Raises NotAllowed."""
    actor.must_be_allowed("member:change")
    taken = session.scalars(select(Member.initials).where(Member.family_id == actor.family_id))
    tablet = Member(
        family_id=actor.family_id,
        account_id=account_id,
        name=name,
        initials=rules.initials(name, taken.all()),
        role=VIEWER,
        is_tablet=True,
        joined_at=clock.now(),
    )
    session.add(tablet)
    session.flush()
    record_audit(actor, "tablet:enrolled", tablet.id, after={"name": name})
    return tablet


def stop_tablet(actor: Actor, member_id: str) -> Member:
    """Close its streams and revoke its key. Raises NotAllowed, NotFound."""
    actor.must_be_allowed("member:change")
    with transaction() as tx:
        rows = select(Member).where(Member.family_id == actor.family_id, Member.id == member_id)
        present = rows.where(Member.is_tablet, Member.removed_at.is_(None))
        tablet = tx.session.scalar(present.with_for_update())
        if tablet is None:
            raise NotFound
        tablet.removed_at = clock.now()
        revocation.revoke("member", tablet.id, "removed")
        record_audit(actor, "tablet:stopped", tablet.id)
    return tablet
