"""From a key to its principal and, if a family is named, to the member: one query."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, select

from carecircle import clock
from carecircle.auth import sessions, tokens
from carecircle.auth.keys import hash_of
from carecircle.auth.models import Account, AuthSession, Token
from carecircle.auth.principal import Principal
from carecircle.care.families.models import Family, Member
from carecircle.db.session import reading
from carecircle.events.cursor import Cursor
from carecircle.events.models import FamilyStream


@dataclass(frozen=True)
class Found:
    """The result of a lookup. member: the person in the family named; None if they are not in it.

    head: the position of the family's log, read before the rest of the request. zone: the time zone
    of the family.
    """

    principal: Principal
    member: Member | None
    head: Cursor | None = None
    zone: str | None = None


def by_session_key(key: str, family_id: str | None) -> Found | None:
    """Returns the session of a browser; None if it is unknown, ended or expired."""
    query = _query(AuthSession).where(sessions.is_opened_by(key))
    with reading() as session:
        row = session.execute(query, {"family_asked_for": family_id}).one_or_none()
    if row is None or sessions.is_over(row[0], clock.now()):
        return None
    session_row, account, member, *place = row
    return Found(sessions.principal_of(session_row, account, key), member, *_head_and_zone(*place))


def by_token_key(key: str, family_id: str | None) -> Found | None:
    """Returns the program of a token; None if the token is unknown or revoked."""
    query = _query(Token).where(Token.key_hash == hash_of(key))
    with reading() as session:
        row = session.execute(query, {"family_asked_for": family_id}).one_or_none()
    if row is None or row[0].revoked_at is not None:
        return None
    token, account, member, *place = row
    principal = tokens.principal_of(token, account)
    if family_id is None or not principal.may_enter(family_id):
        return Found(principal, None)
    return Found(principal, member, *_head_and_zone(*place))


def _head_and_zone(
    epoch: str | None, seq: int | None, zone: str | None
) -> tuple[Cursor | None, str | None]:
    return (None if epoch is None or seq is None else Cursor(epoch, seq)), zone


@cache
def _query(kind: type[AuthSession] | type[Token]) -> Select[*tuple[Any, ...]]:
    """Returns the query, built once because every request runs it."""
    membership = and_(
        Member.account_id == kind.account_id,
        Member.family_id == bindparam("family_asked_for"),
        Member.removed_at.is_(None),
    )
    return (
        select(kind, Account, Member, FamilyStream.epoch, FamilyStream.seq, Family.zone)
        .join(Account, Account.id == kind.account_id)
        .outerjoin(Member, membership)
        .outerjoin(FamilyStream, FamilyStream.family_id == Member.family_id)
        .outerjoin(Family, Family.id == Member.family_id)
    )
