"""Accounts: sign-up, password check and change. Known and unknown addresses cost the same time."""

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
    """Create the account. Returns False if the address has one already, after the same work.

    password None: only programs can sign in, with tokens.
    """
    password_hash = passwords.hash_password(password) if password is not None else None
    account = Account(
        email=normal(email), name=name, password_hash=password_hash, created_at=clock.now()
    )
    try:
        with transaction() as tx:
            tx.session.add(account)
    except IntegrityError:  # two sign-ups at once with one address: the unique index decides
        return False
    return True


def create_tablet_account(session: Session, name: str, id_: str) -> Account:
    """Returns the account of a tablet. Nobody can sign in with it: it has no password, and its
    address cannot exist."""
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
    """Returns the account with that address and password. Hashes outside of transactions."""
    with reading() as session:
        account = session.scalar(select(Account).where(Account.email == normal(email)))
    if not passwords.is_right(account.password_hash if account else None, password):
        return None
    return account


def set_language(account_id: str, language: str | None) -> None:
    """Set the person's language on every device; None: the language of each browser."""
    with transaction() as tx:
        tx.session.get_one(Account, account_id).language = language


def change_password(account_id: str, password: str, keep: str | None = None) -> None:
    """Change the password, and end every session except `keep`."""
    password_hash = passwords.hash_password(password)
    with transaction() as tx:
        tx.session.get_one(Account, account_id).password_hash = password_hash
        sessions.revoke_all(account_id, keep=keep)
