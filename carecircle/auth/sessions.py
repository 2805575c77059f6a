"""Browser sessions: started at sign-in, ended by the person, by age or by inactivity."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth.browsers import Browser
from carecircle.auth.keys import hash_of, new_key
from carecircle.auth.models import Account, AuthSession
from carecircle.auth.principal import Principal
from carecircle.db.session import transaction
from carecircle.events import revocation


@dataclass(frozen=True)
class Limits:
    """How long a session lasts: without activity, and in total."""

    idle: timedelta
    absolute: timedelta


LIMITS = {
    "phone": Limits(idle=timedelta(days=30), absolute=timedelta(days=180)),
    "desktop": Limits(idle=timedelta(days=7), absolute=timedelta(days=30)),
    "shared": Limits(idle=timedelta(hours=1), absolute=timedelta(hours=12)),
}
OVERLAP = timedelta(minutes=1)
LONGEST = max(limits.absolute for limits in LIMITS.values())


def start(account: Account, kind: str, browser: Browser) -> Principal:
    """Start a session under a new key."""
    key, now = new_key(), clock.now()
    with transaction() as tx:
        row = AuthSession(
            account_id=account.id,
            key_hash=hash_of(key),
            kind=kind,
            browser=browser.name,
            system=browser.system,
            created_at=now,
            last_seen_at=now,
        )
        tx.session.add(row)
        tx.session.flush()
    return principal_of(row, account, key)


def renew(principal: Principal) -> str | None:
    """Returns a new key for the session; requests in flight can use the old one for a minute.

    Returns None if another request has already renewed it: that response brings the key.
    """
    key, old = new_key(), hash_of(principal.key)
    with transaction() as tx:
        renewing = update(AuthSession).where(
            AuthSession.id == principal.session_id, AuthSession.key_hash == old
        )
        values = {"key_hash": hash_of(key), "previous_key_hash": old, "renewed_at": clock.now()}
        renewed = tx.session.scalar(renewing.values(values).returning(AuthSession.id))
    return key if renewed else None


def is_opened_by(key: str) -> ColumnElement[bool]:
    """Returns the condition for the session that this key opens, if any."""
    since = clock.now() - OVERLAP
    is_previous = AuthSession.previous_key_hash == hash_of(key)
    return (AuthSession.key_hash == hash_of(key)) | (is_previous & (AuthSession.renewed_at > since))


def principal_of(row: AuthSession, of: Account, key: str) -> Principal:
    return Principal("session", of.id, of.name, session_id=row.id, key=key, language=of.language)


def is_over(row: AuthSession, now: datetime) -> bool:
    limits = LIMITS[row.kind]
    ends_at = min(row.last_seen_at + limits.idle, row.created_at + limits.absolute)
    return row.revoked_at is not None or now >= ends_at


def open_sessions(session: Session, account_id: str) -> list[AuthSession]:
    """Returns the valid sessions of an account, the most recently used first."""
    query = select(AuthSession).where(
        AuthSession.account_id == account_id, AuthSession.revoked_at.is_(None)
    )
    rows = session.scalars(query.order_by(AuthSession.last_seen_at.desc()))
    return [row for row in rows if not is_over(row, clock.now())]


def revoke(account_id: str, session_id: str, reason: str = "signed-out") -> bool:
    """End one of the account's sessions and its open streams. Returns False if there is none."""
    return bool(_end(AuthSession.account_id == account_id, AuthSession.id == session_id, reason))


def revoke_all(account_id: str, reason: str = "signed-out", keep: str | None = None) -> int:
    """Sign out everywhere, except for the session `keep`. Returns the number of sessions ended."""
    return len(_end(AuthSession.account_id == account_id, AuthSession.id != (keep or ""), reason))


def end_expired() -> int:
    """End sessions past their limits, and their streams: an open stream makes no requests that
    would be checked. Returns the number of sessions ended."""
    with transaction():
        return sum(
            len(_end(AuthSession.kind == kind, _overdue(kind), "expired")) for kind in LIMITS
        )


def _overdue(kind: str) -> ColumnElement[bool]:
    limits, now = LIMITS[kind], clock.now()
    is_idle = AuthSession.last_seen_at <= now - limits.idle
    return is_idle | (AuthSession.created_at <= now - limits.absolute)


def _end(whose: ColumnElement[bool], which: ColumnElement[bool], reason: str) -> list[str]:
    with transaction() as tx:
        ending = update(AuthSession).where(whose, which, AuthSession.revoked_at.is_(None))
        ended = tx.session.scalars(
            ending.values(revoked_at=clock.now()).returning(AuthSession.id)
        ).all()
        for session_id in ended:
            revocation.revoke("session", session_id, reason)
    return list(ended)
