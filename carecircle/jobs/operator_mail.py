"""E-mails to the operator: once when something stands still, once when all goes on again.

The workers of a machine share what was sent in a file. Mail is handed over directly, not through
the outbox, which may be what stands still.
"""

import fcntl
import json
import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Literal

import structlog

from carecircle import clock
from carecircle.config import Settings
from carecircle.jobs import os_threads
from carecircle.jobs.outbox.email import hand_over
from carecircle.jobs.pulse import Stall
from carecircle.jobs.worker_states import folder_of

AT_MOST_EVERY_S = 600.0
OVER_AFTER_S = 5.0
TRIES_AFTER_S = (0.0, 15.0, 60.0, 300.0)
_log = structlog.get_logger("carecircle.watchdog")

News = Literal["stalled", "over"]


@dataclass(frozen=True)
class Sent:
    """What the operator knows. All times are seconds of the wall clock, 0 for never.

    stalled_at: when "it stands still" was last sent; is_open: "it goes on" was not sent since.
    quiet_since: since when nothing stands still."""

    stalled_at: float = 0.0
    is_open: bool = False
    quiet_since: float = 0.0


def decide(sent: Sent, is_stalled: bool, now: float) -> tuple[News | None, Sent]:
    """Returns what to send now, and what the operator knows then.

    A stall within 10 minutes of the last mail about one is sent when these are over, if it is
    still there."""
    if is_stalled:
        if not sent.is_open and not 0 <= now - sent.stalled_at < AT_MOST_EVERY_S:
            return "stalled", Sent(now, True, 0.0)
        return None, Sent(sent.stalled_at, sent.is_open, 0.0)
    quiet_since = sent.quiet_since or now
    if sent.is_open and now - quiet_since >= OVER_AFTER_S:
        return "over", Sent(sent.stalled_at, False, quiet_since)
    return None, Sent(sent.stalled_at, sent.is_open, quiet_since)


class OperatorMail:
    """send: for tests; hands an e-mail over and raises an error where that fails."""

    def __init__(self, settings: Settings, send: Callable[[EmailMessage], None] | None = None):
        self._settings = settings
        self._send = send or (lambda mail: hand_over(settings, mail))
        self._path = folder_of(settings.instance_path) / "operator"

    def tell(self, stalls: Sequence[Stall], now: float | None = None) -> None:
        """Sends what is to be sent; one of the workers does it for all."""
        to = self._settings.operator_email
        if to is None:
            return
        news = self._decide(bool(stalls), clock.now().timestamp() if now is None else now)
        if news is not None:
            _log.error("the operator is told", news=news)
            mail = _mail(self._settings.mail_from, to, news, stalls)
            os_threads.start(lambda: self._deliver(mail))

    def _decide(self, is_stalled: bool, now: float) -> News | None:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            before = _read(descriptor)
            news, after = decide(before, is_stalled, now)
            if after != before:
                os.pwrite(descriptor, json.dumps(vars(after)).encode().ljust(200), 0)
            return news
        except BlockingIOError:  # another worker is at it
            return None
        finally:
            os.close(descriptor)

    def _deliver(self, mail: EmailMessage) -> None:
        for pause_s in TRIES_AFTER_S:
            os_threads.sleep(pause_s)
            try:
                self._send(mail)
            except Exception as error:  # whatever it is, there is another attempt
                _log.warning("the operator was not reached", error=type(error).__name__)
            else:
                return


def _read(descriptor: int) -> Sent:
    try:
        return Sent(**json.loads(os.pread(descriptor, 1000, 0)))
    except (ValueError, TypeError):
        return Sent()


def _mail(sender: str, to: str, news: News, stalls: Sequence[Stall]) -> EmailMessage:
    mail, host = EmailMessage(), socket.gethostname()
    is_vital = any(one.is_vital for one in stalls)
    subject = {
        "stalled": "emergencies are not escalated" if is_vital else "a job stands still",
        "over": "all jobs run again",
    }[news]
    mail["From"], mail["To"], mail["Subject"] = sender, to, f"CareCircle on {host}: {subject}"
    mail["Message-ID"], mail["Auto-Submitted"] = make_msgid(), "auto-generated"
    lines = [f"- worker {one.worker}: {one.what} {one.why}" for one in stalls]
    advice = ["", "See /readyz and the log of the server; restart it if this does not end."]
    mail.set_content("\n".join([*lines, *advice] if lines else [f"{subject}."]) + "\n")
    return mail
