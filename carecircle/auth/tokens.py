"""Tokens for programs: stored as a hash, bound to a scope and optionally to a family."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth.keys import TOKEN_PREFIX, hash_of, new_key
from carecircle.auth.models import SCOPES, Account, Token
from carecircle.auth.principal import EVERYTHING, Principal
from carecircle.care.errors import Invalid, NotFound
from carecircle.care.families.queries import membership
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
from carecircle.events import revocation

RIGHTS = {
    "read": frozenset({"read"}),
    "write": EVERYTHING,
    "metrics": frozenset({"metrics"}),
}


def create(
    email: str, *, family_id: str | None = None, scope: str = "write", name: str = "program"
) -> str:
    """Create a token for the account of that address. Returns it; it cannot be shown again.

    Raises NotFound (no such account, or not a member of that family) and Invalid (scope).
    """
    with transaction() as tx:
        account = tx.session.scalar(select(Account).where(Account.email == email.strip().lower()))
        if account is None:
            raise NotFound
        return issue(tx.session, account.id, family_id=family_id, scope=scope, name=name)[1]


def issue(
    session: Session, account_id: str, *, family_id: str | None, scope: str, name: str
) -> tuple[Token, str]:
    """Returns the row and the key. Call it inside transaction()."""
    if scope not in SCOPES:
        raise Invalid({"scope": _("Choose one of: %(words)s", words=", ".join(SCOPES))})
    if family_id is not None and membership(session, family_id, account_id) is None:
        raise NotFound
    key = TOKEN_PREFIX + new_key()
    row = Token(
        account_id=account_id,
        family_id=family_id,
        name=name,
        scope=scope,
        key_hash=hash_of(key),
        created_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return row, key


def principal_of(row: Token, of: Account) -> Principal:
    return Principal(
        "token",
        row.account_id,
        of.name,
        token_id=row.id,
        family_id=row.family_id,
        scopes=RIGHTS[row.scope],
        language=of.language,
    )


def open_tokens(session: Session, account_id: str) -> list[Token]:
    query = select(Token).where(Token.account_id == account_id, Token.revoked_at.is_(None))
    return list(session.scalars(query.order_by(Token.created_at.desc())))


def revoke_all(account_id: str, reason: str) -> None:
    with transaction() as tx:
        for row in open_tokens(tx.session, account_id):
            revoke(account_id, row.id, reason)


def revoke(account_id: str, token_id: str, reason: str = "signed-out") -> bool:
    """End a token and its open streams. Returns False if the account has no such token."""
    with transaction() as tx:
        ending = update(Token).where(
            Token.account_id == account_id, Token.id == token_id, Token.revoked_at.is_(None)
        )
        ended = tx.session.scalar(ending.values(revoked_at=clock.now()).returning(Token.id))
        if ended is not None:
            revocation.revoke("token", ended, reason)
    return ended is not None
