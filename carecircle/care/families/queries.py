"""Reads: an account's families, the members and tablets of a family, its invitations."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.families.models import Family, Invitation, Member


def membership(session: Session, family_id: str, account_id: str) -> Member | None:
    """Returns the account's membership in that family; None if it has none now."""
    present = select(Member).where(
        Member.family_id == family_id,
        Member.account_id == account_id,
        Member.removed_at.is_(None),
    )
    return session.scalar(present)


def name_of(session: Session, member_id: str | None) -> str | None:
    """Returns the name of a member, present or not; None if there is none."""
    member = session.get(Member, member_id) if member_id else None
    return member.name if member else None


def families_of(session: Session, account_id: str) -> list[tuple[Family, Member]]:
    """Returns each family with the account's membership, the last joined first."""
    query = (
        select(Family, Member)
        .join(Member, Member.family_id == Family.id)
        .where(Member.account_id == account_id, Member.removed_at.is_(None))
    )
    rows = session.execute(query.order_by(Member.joined_at.desc()))
    return [(one, member) for one, member in rows]


def family(session: Session, family_id: str) -> Family:
    return session.get_one(Family, family_id)


def present_members(session: Session, family_id: str) -> list[Member]:
    """Returns the people, in order of joining."""
    return _present(session, family_id, is_tablet=False)


def tablets_of(session: Session, family_id: str) -> list[Member]:
    """Returns the home tablets, in order of enrolment."""
    return _present(session, family_id, is_tablet=True)


def _present(session: Session, family_id: str, *, is_tablet: bool) -> list[Member]:
    present = select(Member).where(
        Member.family_id == family_id,
        Member.removed_at.is_(None),
        Member.is_tablet.is_(is_tablet),
    )
    return list(session.scalars(present.order_by(Member.joined_at, Member.id)))


def open_invitations(session: Session, family_id: str) -> list[Invitation]:
    """Returns invitations that are neither used, withdrawn nor expired; the newest first."""
    waiting = select(Invitation).where(
        Invitation.family_id == family_id,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
    return list(session.scalars(waiting.order_by(Invitation.created_at.desc())))


def invitation_by(session: Session, token_hash: str) -> tuple[Invitation, Family, Member] | None:
    """Returns an invitation in any state, with its family and who sent it."""
    found = (
        select(Invitation, Family, Member)
        .join(Family, Family.id == Invitation.family_id)
        .join(Member, Member.id == Invitation.invited_by)
        .where(Invitation.token_hash == token_hash)
    )
    row = session.execute(found).one_or_none()
    return (row[0], row[1], row[2]) if row else None
