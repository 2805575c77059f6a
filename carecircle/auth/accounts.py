"""Accounts: signing up, checking a password, changing it. Known and unknown cost the same."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth import passwords, sessions
from carecircle.auth.models import Account
from carecircle.db.session import reading, transaction


def normal(email: str) -> str:
    return email.strip().lower()


def sign_up(email: str, name: str, password: str | None) -> bool:
    """Make the account; False where the address has one, after the same work.

    password None: nobody signs in with it, only programs by their tokens.
    """
    password_hash = passwords.hash_password(password) if password is not None else None
    account = Account(
        email=normal(email), name=name, password_hash=password_hash, created_at=clock.now()
    )
    try:
        with transaction() as tx:
            tx.session.add(account)
    except IntegrityError:  # two people at once with one address: the table decides
        return False
    return True


def of_a_tablet(session: Session, name: str, id_: str) -> Account:
    """Nobody signs in with it: it has no password, and an address that cannot exist."""
    account = Account(
        email=f"tablet.{id_}@tablet.invalid", name=name, password_hash=None, created_at=clock.now()
    )
    session.add(account)
    session.flush()
    return account


def find(email: str) -> Account:
    with reading() as session:
        return session.scalars(select(Account).where(Account.email == normal(email))).one()


def check(email: str, password: str) -> Account | None:
    """The account whose address and password these are. No transaction is open while it hashes."""
    with reading() as session:
        account = session.scalar(select(Account).where(Account.email == normal(email)))
    if not passwords.is_right(account.password_hash if account else None, password):
        return None
    return account


def speak(account_id: str, language: str | None) -> None:
    """In this language from now on, wherever they sign in; None: as each browser asks."""
    with transaction() as tx:
        tx.session.get_one(Account, account_id).language = language


def change_password(account_id: str, password: str, keep: str | None = None) -> None:
    """Every session but `keep` ends with the password that opened it."""
    password_hash = passwords.hash_password(password)
    with transaction() as tx:
        tx.session.get_one(Account, account_id).password_hash = password_hash
        sessions.revoke_all(account_id, keep=keep)
