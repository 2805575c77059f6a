"""Access to a family outside an HTTP request: a websocket joins families and is checked at each
message."""

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth import sessions
from carecircle.auth.models import AuthSession, Token
from carecircle.auth.principal import Principal
from carecircle.care.actor import Actor
from carecircle.care.families.models import Member
from carecircle.care.families.queries import membership
from carecircle.db.session import reading


def admit(principal: Principal, family_id: str, origin: str | None = None) -> Actor | None:
    """Returns the principal as a member of that family, as of now; None if they are not one."""
    if not principal.may_enter(family_id):
        return None
    with reading() as session:
        member = membership(session, family_id, principal.account_id)
        is_allowed = member is not None and _still_holds(session, principal)
    return actor_of(principal, member, origin) if is_allowed and member else None


def actor_of(principal: Principal, member: Member, origin: str | None = None) -> Actor:
    return Actor(
        family_id=member.family_id,
        member_id=member.id,
        name=member.name,
        role=member.acts_as,
        account_id=principal.account_id,
        device_id=principal.device_id,
        origin=origin,
        initials=member.initials,
        through=principal.session_id or principal.token_id or principal.device_id,
    )


def _still_holds(session: Session, principal: Principal) -> bool:
    """Returns whether the session or token of the principal is still valid."""
    if principal.token_id is not None:
        token = session.get(Token, principal.token_id)
        return token is not None and token.revoked_at is None
    row = session.get(AuthSession, principal.session_id)
    return row is not None and not sessions.is_over(row, clock.now())
