"""Claim due messages, send them concurrently, store the result of each."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

import structlog

from carecircle.care.emergencies.actions import tell_soon
from carecircle.care.reaching.actions import claim, settle
from carecircle.care.reaching.models import OutboxMessage

_log = structlog.get_logger("carecircle.outbox")
AT_ONCE = 10
KNOWN: tuple[tuple[type[BaseException], str], ...] = (
    (smtplib.SMTPRecipientsRefused, "The mail server does not take that address"),
    (smtplib.SMTPAuthenticationError, "The mail server does not let us in"),
    (smtplib.SMTPException, "The mail server refused it"),
    (ConnectionError, "The server there cannot be reached"),
    (TimeoutError, "No answer in time"),
    (socket.gaierror, "There is no server of that name"),
    (ssl.SSLError, "The server there cannot be trusted"),
)
PATIENCE_S = 30.0

Send = Callable[[OutboxMessage], None]


class Unsendable(Exception):
    """It was not sent. is_gone: the address will never work again."""

    def __init__(self, why: str, *, is_gone: bool = False):
        super().__init__(why)
        self.is_gone = is_gone


class Channel:
    """A way to send. send(message) raises Unsendable, or an error of its library."""

    def __init__(self, name: str, send: Send, patience_s: float = PATIENCE_S):
        self.name, self._send, self._patience_s = name, send, patience_s
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=f"outbox-{name}")

    def work(self) -> int:
        """Run one round; returns the number of messages claimed. What hangs is retried later."""
        sent = {self._pool.submit(self._send, one): one for one in claim(self.name, AT_ONCE)}
        wait(sent, self._patience_s)
        for future, message in sent.items():
            self._settle(message, *_outcome(future))
        if any(not future.done() for future in sent):
            self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=f"outbox-{self.name}")
        return len(sent)

    def _settle(self, message: OutboxMessage, error: str | None, is_gone: bool) -> None:
        settled = settle(message.id, error, is_gone=is_gone)
        if error is not None:
            _log.warning("not sent", channel=self.name, message=message.id, why=error)
        if settled is not None and settled.subject_id is not None:
            tell_soon(settled.family_id, settled.subject_id)


def _outcome(future: "Future[None]") -> tuple[str | None, bool]:
    if not future.done():
        return "No answer in time", False
    error = future.exception()
    if error is None:
        return None, False
    return _words(error), bool(getattr(error, "is_gone", False))


def _words(error: BaseException) -> str:
    """Returns the error without addresses and texts, which libraries often repeat."""
    if isinstance(error, Unsendable):
        return str(error)
    name = type(error).__name__
    words = next((words for kind, words in KNOWN if isinstance(error, kind)), "")
    return f"{words} ({name})" if words else name
