"""From a key to its principal and, where a family is asked for, to the member: one query."""

from dataclasses import dataclass

from sqlalchemy import and_, literal, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth import sessions, tokens
from carecircle.auth.keys import hash_of
from carecircle.auth.models import Account, AuthSession, Token
from carecircle.auth.principal import Principal
from carecircle.care.families.models import Member
from carecircle.db.session import reading


@dataclass(frozen=True)
class Found:
    """member: the person in the family that was asked for; None where they are not in it."""

    principal: Principal
    member: Member | None


def by_session_key(key: str, family_id: str | None) -> Found | None:
    """Whose browser this is; None where the session is unknown, ended or too old."""
    with reading() as session:
        row = _row(session, AuthSession, key, family_id)
    if row is None or sessions.is_over(row[0], clock.now()):
        return None
    kept, name, member = row
    return Found(sessions.principal_of(kept, name, key), member)


def by_token_key(key: str, family_id: str | None) -> Found | None:
    """Which program this is; None where the token is unknown or revoked."""
    with reading() as session:
        row = _row(session, Token, key, family_id)
    if row is None or row[0].revoked_at is not None:
        return None
    kept, name, member = row
    principal = tokens.principal_of(kept, name)
    is_inside = family_id is not None and principal.may_enter(family_id)
    return Found(principal, member if is_inside else None)


def _row(session: Session, kind: type, key: str, family_id: str | None):  # type: ignore
    membership = and_(
        Member.account_id == kind.account_id,
        Member.family_id == literal(family_id),
        Member.removed_at.is_(None),
    )
    asked = (
        select(kind, Account.name, Member)
        .join(Account, Account.id == kind.account_id)
        .outerjoin(Member, membership)
        .where(kind.key_hash == hash_of(key))
    )
    return session.execute(asked).one_or_none()
