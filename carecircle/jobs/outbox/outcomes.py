"""Why a message was not sent, from the errors that senders and their libraries raise."""

import smtplib
import socket
import ssl

import structlog

from carecircle.care.outreach.failures import UNKNOWN, Failure

_log = structlog.get_logger("carecircle.outbox")
KNOWN: tuple[tuple[type[BaseException], str], ...] = (
    (smtplib.SMTPRecipientsRefused, "mail_address_unknown"),
    (smtplib.SMTPAuthenticationError, "mail_sign_in_refused"),
    (smtplib.SMTPServerDisconnected, "unreachable"),
    (smtplib.SMTPException, "mail_refused"),
    (ConnectionError, "unreachable"),
    (TimeoutError, "no_answer"),
    (socket.gaierror, "no_such_server"),
    (ssl.SSLError, "not_trusted"),
)


class Unsendable(Exception):
    """The message was not sent. code: of FAILURES. is_gone: the address will never work again."""

    def __init__(self, code: str, detail: str | None = None, *, is_gone: bool = False):
        super().__init__(code)
        self.failure, self.is_gone = Failure(code, detail), is_gone


def failure_of(error: BaseException) -> tuple[Failure, bool]:
    """Returns the failure, without addresses or texts, which libraries tend to repeat, and whether
    the address will never work again."""
    if isinstance(error, Unsendable):
        return error.failure, error.is_gone
    code = next((code for kind, code in KNOWN if isinstance(error, kind)), UNKNOWN)
    if code == UNKNOWN:
        _log.error("sending failed", error=type(error).__name__, exc_info=error)
    return Failure(code, type(error).__name__), False
