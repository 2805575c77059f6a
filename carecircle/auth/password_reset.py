"""A new password by a link: it works once, and signs the account out everywhere."""

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth import account_emails, passwords, sessions, tokens
from carecircle.auth.keys import hash_of
from carecircle.auth.models import Account, AccountEmailRow
from carecircle.care.errors import NotFound
from carecircle.care.families.queries import families_of
from carecircle.db.session import reading, transaction
from carecircle.events import audit, log
from carecircle.events.who import EventActor


def account_for_link(key: str) -> Account | None:
    """Returns the account whose password this link may set now; None if it may not."""
    with reading() as session:
        email = session.scalar(select(AccountEmailRow.email).where(*_is_valid(key)))
        return account_emails.account_of(session, email) if email else None


def set_password(key: str, password: str, told: tuple[str, str], origin: str | None) -> Account:
    """Set the password, end the account's sessions and tokens, and e-mail the person. told: title
    and body of that e-mail.

    If a link is used twice at once, only one succeeds. Raises NotFound.
    """
    password_hash = passwords.hash_password(password)
    with transaction() as tx:
        account = _use_up(tx.session, key)
        account.password_hash = password_hash
        sessions.revoke_all(account.id)
        tokens.revoke_all(account.id, "signed-out")
        account_emails.queue_notice(tx.session, account.email, *told)
        _record_audit(tx.session, account, "account:password_chosen", origin)
        return account


def create_operator_link(secret: str, email: str) -> str:
    """Create a link for the operator to pass on. Returns its key. Raises NotFound."""
    with transaction() as tx:
        account = account_emails.account_of(tx.session, email.strip().lower())
        if account is None:
            raise NotFound
        _record_audit(tx.session, account, "account:password_link", "operator")
        return account_emails.create_operator_link(tx.session, secret, account.email)


def _is_valid(key: str) -> tuple[ColumnElement[bool], ...]:
    now = clock.now()
    return (
        AccountEmailRow.key_hash == hash_of(key),
        AccountEmailRow.used_at.is_(None),
        AccountEmailRow.expires_at > now,
    )


def _use_up(session: Session, key: str) -> Account:
    """Use up this link, and every other link of the account."""
    using = update(AccountEmailRow).where(*_is_valid(key)).values(used_at=clock.now())
    email = session.scalar(using.returning(AccountEmailRow.email))
    account = account_emails.account_of(session, email) if email else None
    if account is None:
        raise NotFound
    others = update(AccountEmailRow).where(
        AccountEmailRow.email == account.email, AccountEmailRow.used_at.is_(None)
    )
    session.execute(others.values(used_at=clock.now()))
    return account


def _record_audit(session: Session, account: Account, verb: str, origin: str | None) -> None:
    """Record it in the audit trail of each of the account's families."""
    for family, member in families_of(session, account.id):
        actor = None if origin == "operator" else EventActor(member.id, member.name)
        log.record_audit(audit.Entry(family.id, actor, verb, member.id, origin=origin))
