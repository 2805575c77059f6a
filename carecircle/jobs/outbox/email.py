"""E-mail by SMTP."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

from carecircle.care.outreach.models import OutboxMessage
from carecircle.config import Settings
from carecircle.jobs.outbox.outcomes import Unsendable
from carecircle.jobs.outbox.sending import Send

TIMEOUT_S = 10.0
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def sender(settings: Settings) -> Send:
    def send(message: OutboxMessage) -> None:
        hand_over(settings, _email(settings, message))

    return send


def hand_over(settings: Settings, letter: EmailMessage) -> None:
    """Raises Unsendable, or an error of smtplib."""
    if settings.smtp_url is None:
        raise Unsendable("no_mail_server")
    with _connected(urlsplit(settings.smtp_url)) as smtp:
        _hand_over(smtp, letter)


def _hand_over(smtp: smtplib.SMTP, letter: EmailMessage) -> None:
    try:
        smtp.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _reply in error.recipients.values()]
        raise Unsendable("address_refused", is_gone=min(codes) >= 500) from error


def _email(settings: Settings, message: OutboxMessage) -> EmailMessage:
    """Returns the e-mail, with the same Message-ID at every attempt: mailboxes drop a copy."""
    email = EmailMessage()
    email["From"], email["To"] = settings.mail_from, message.address
    email["Subject"] = message.title
    email["Message-ID"] = f"<{message.id}@{make_msgid().rsplit('@', 1)[1]}"
    email["Auto-Submitted"] = "auto-generated"
    if message.emergency_id is not None or message.warning_id is not None:
        email["X-Priority"] = "1"
    link = f"\n\n{settings.base_url}{message.path}" if settings.base_url and message.path else ""
    email.set_content(f"{message.body}{link}\n")
    return email


def _connected(url: SplitResult) -> smtplib.SMTP:
    host, port = url.hostname or "localhost", url.port or PORTS[url.scheme]
    if url.scheme == "smtps":
        context = ssl.create_default_context()
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=context)
    else:
        smtp = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    try:
        if url.scheme == "smtp+starttls":
            smtp.starttls(context=ssl.create_default_context())
        if url.username:
            smtp.login(unquote(url.username), unquote(url.password or ""))
    except BaseException:
        smtp.close()
        raise
    return smtp
