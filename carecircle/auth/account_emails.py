"""E-mails to a person about their account, and the password links in them.

A request for a link writes the same row whether or not the address has an account: the account is
looked up when the e-mail is sent, so that a response does not reveal who has one.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth.accounts import normal
from carecircle.auth.keys import hash_of
from carecircle.auth.models import Account, AccountEmailRow
from carecircle.db.base import new_id
from carecircle.db.session import reading, transaction

LINK_LASTS = timedelta(minutes=30)
BY_HAND_LASTS = timedelta(hours=24)
NOTICE_LASTS = timedelta(days=1)
MOST_LINKS_AN_HOUR = 5
KEPT = timedelta(days=1)
LEASE = timedelta(seconds=60)


@dataclass(frozen=True)
class AccountEmail:
    """An e-mail to be sent. key: the key of its link, None without a link."""

    id: str
    address: str
    title: str
    body: str
    key: str | None


def key_of(secret: str, id_: str) -> str:
    """Returns the key of a link, derived from its id and the server's secret: no table stores it,
    and every attempt sends the same one."""
    return hmac.new(secret.encode(), f"password:{id_}".encode(), hashlib.sha256).hexdigest()


def request_link(secret: str, email: str, title: str, body: str) -> bool:
    """Queue an e-mail with a link. Returns False if the address has reached its hourly limit."""
    since, address = clock.now() - timedelta(hours=1), normal(email)
    recent_links = select(func.count()).where(
        AccountEmailRow.email == address,
        AccountEmailRow.created_at > since,
        AccountEmailRow.key_hash.is_not(None),
    )
    with transaction() as tx:
        if (tx.session.scalar(recent_links) or 0) >= MOST_LINKS_AN_HOUR:
            return False
        row = _new_row(address, title, body, LINK_LASTS)
        row.key_hash = hash_of(key_of(secret, row.id))
        tx.session.add(row)
    return True


def create_operator_link(session: Session, secret: str, email: str) -> str:
    """Returns the key of a new link that the operator passes on. Call it inside transaction()."""
    row = _new_row(normal(email), "", "", BY_HAND_LASTS)
    key = key_of(secret, row.id)
    row.key_hash, row.due_at = hash_of(key), None
    session.add(row)
    return key


def queue_notice(session: Session, email: str, title: str, body: str) -> None:
    """Queue an e-mail without a link. Call it inside transaction()."""
    session.add(_new_row(email, title, body, NOTICE_LASTS))


def claim(secret: str) -> AccountEmail | None:
    """Lease the next e-mail that is due and whose address has an account; None if there is none."""
    now = clock.now()
    due = select(AccountEmailRow).where(AccountEmailRow.due_at <= now)
    with reading() as session:
        if session.scalar(due.limit(1)) is None:
            return None
    with transaction() as tx:
        for row in tx.session.scalars(
            due.order_by(AccountEmailRow.due_at).with_for_update(skip_locked=True)
        ):
            if row.used_at or row.expires_at <= now or account_of(tx.session, row.email) is None:
                row.due_at = None
                continue
            row.attempts += 1
            row.due_at = now + LEASE * row.attempts
            return AccountEmail(
                row.id, row.email, row.title, row.body, row.key_hash and key_of(secret, row.id)
            )
    return None


def was_sent(letter_id: str) -> None:
    with transaction() as tx:
        row = tx.session.get(AccountEmailRow, letter_id)
        if row is not None:
            row.due_at = None


def account_of(session: Session, email: str) -> Account | None:
    """Returns the account that signs in with that address and a password: not a tablet, and not an
    account that only has tokens."""
    rows = select(Account).where(Account.email == email, Account.password_hash.is_not(None))
    return session.scalar(rows)


def forget_old(session: Session) -> None:
    session.execute(delete(AccountEmailRow).where(AccountEmailRow.expires_at < clock.now() - KEPT))


def _new_row(address: str, title: str, body: str, lasts: timedelta) -> AccountEmailRow:
    now = clock.now()
    return AccountEmailRow(
        id=new_id(),
        email=address,
        title=title,
        body=body,
        created_at=now,
        expires_at=now + lasts,
        due_at=now,
    )
