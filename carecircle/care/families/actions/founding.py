"""Actions: found a family, join one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.families import rules
from carecircle.care.families.models import Family, Member
from carecircle.care.permissions import ADMIN
from carecircle.db.session import transaction
from carecircle.events import log


def create_family(account_id: str, person: str, *, name: str, zone: str, language: str) -> Member:
    """Create a family with its founder as admin."""
    with transaction() as tx:
        family = Family(name=name, zone=zone, language=language, created_at=clock.now())
        tx.session.add(family)
        tx.session.flush()
        log.open_stream(tx.session, family.id)
        return join(tx.session, family.id, account_id, person, ADMIN)


def join(session: Session, family_id: str, account_id: str, person: str, role: str) -> Member:
    """Add a member; call it inside transaction(). A member who comes back gets a new row."""
    taken = session.scalars(select(Member.initials).where(Member.family_id == family_id)).all()
    member = Member(
        family_id=family_id,
        account_id=account_id,
        name=person,
        initials=rules.initials(person, taken),
        role=role,
        joined_at=clock.now(),
    )
    session.add(member)
    session.flush()
    actor = Actor(family_id, member.id, person, role, account_id, initials=member.initials)
    data, details = {"member": member.id, "role": role}, {"member_name": person}
    emit(actor, "member:joined", data, details=details)
    return member
