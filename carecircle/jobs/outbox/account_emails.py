"""Sends e-mails about accounts, outside of transactions; retries until they are too old."""

from email.message import EmailMessage
from email.utils import make_msgid

import structlog

from carecircle.auth import account_emails
from carecircle.auth.account_emails import AccountEmail
from carecircle.config import Settings
from carecircle.jobs.outbox.email import hand_over

_log = structlog.get_logger("carecircle.outbox")


def work(settings: Settings) -> int:
    """Send one e-mail; returns whether there was one."""
    email = account_emails.claim(settings.secret_key)
    if email is None:
        return 0
    try:
        hand_over(settings, _message(settings, email))
    except Exception as error:  # whatever the error is, there is another attempt
        why = type(error).__name__
        _log.warning("not sent", channel="account", message=email.id, why=why, exc_info=True)
        return 1
    account_emails.was_sent(email.id)
    return 1


def _message(settings: Settings, letter: AccountEmail) -> EmailMessage:
    """Returns the e-mail, with the same Message-ID at every attempt: mailboxes drop a copy."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = settings.mail_from, letter.address, letter.title
    mail["Message-ID"] = f"<{letter.id}@{make_msgid().rsplit('@', 1)[1]}"
    mail["Auto-Submitted"] = "auto-generated"
    link = f"\n\n{settings.base_url}/new-password/{letter.key}" if letter.key else ""
    mail.set_content(f"{letter.body}{link}\n")
    return mail
