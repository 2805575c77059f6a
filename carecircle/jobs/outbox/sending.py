"""Claim due messages, send them concurrently, store the result of each."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

import structlog

from carecircle.care.emergencies.actions import schedule_receipt_event
from carecircle.care.outreach.actions import claim, settle
from carecircle.care.outreach.failures import UNKNOWN, Failure
from carecircle.care.outreach.models import OutboxMessage

_log = structlog.get_logger("carecircle.outbox")
AT_ONCE = 10
KNOWN: tuple[tuple[type[BaseException], str], ...] = (
    (smtplib.SMTPRecipientsRefused, "mail_address_unknown"),
    (smtplib.SMTPAuthenticationError, "mail_sign_in_refused"),
    (smtplib.SMTPException, "mail_refused"),
    (ConnectionError, "unreachable"),
    (TimeoutError, "no_answer"),
    (socket.gaierror, "no_such_server"),
    (ssl.SSLError, "not_trusted"),
)
PATIENCE_S = 30.0

Send = Callable[[OutboxMessage], None]


class Unsendable(Exception):
    """The message was not sent. code: of FAILURES. is_gone: the address will never work again."""

    def __init__(self, code: str, detail: str | None = None, *, is_gone: bool = False):
        super().__init__(code)
        self.failure, self.is_gone = Failure(code, detail), is_gone


class Channel:
    """A way to send. send(message) raises Unsendable, or an error of its library."""

    def __init__(self, name: str, send: Send, patience_s: float = PATIENCE_S):
        self.name, self._send, self._patience_s = name, send, patience_s
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=f"outbox-{name}")

    def work(self) -> int:
        """Run one round. Returns the number of messages claimed. Whatever hangs is retried
        later."""
        sent = {self._pool.submit(self._send, one): one for one in claim(self.name, AT_ONCE)}
        wait(sent, self._patience_s)
        for future, message in sent.items():
            self._settle(message, *_outcome(future))
        if any(not future.done() for future in sent):
            self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=f"outbox-{self.name}")
        return len(sent)

    def _settle(self, message: OutboxMessage, failure: Failure | None, is_gone: bool) -> None:
        settled = settle(message.id, failure, is_gone=is_gone)
        if failure is not None:
            why = {"why": failure.code, "detail": failure.detail}
            _log.warning("not sent", channel=self.name, message=message.id, **why)
        if settled is not None and settled.emergency_id is not None:
            schedule_receipt_event(settled.family_id, settled.emergency_id)


def _outcome(future: "Future[None]") -> tuple[Failure | None, bool]:
    """Returns why it failed, and whether the address will never work again."""
    if not future.done():
        return Failure("no_answer"), False
    error = future.exception()
    if error is None:
        return None, False
    if isinstance(error, Unsendable):
        return error.failure, error.is_gone
    return _failure(error), False


def _failure(error: BaseException) -> Failure:
    """Returns the failure without addresses or texts, which libraries tend to repeat."""
    code = next((code for kind, code in KNOWN if isinstance(error, kind)), UNKNOWN)
    if code == UNKNOWN:
        _log.error("sending failed", error=type(error).__name__, exc_info=error)
    return Failure(code, type(error).__name__)
