"""Claim due messages, send them concurrently, store the result of each as soon as it is there."""

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass

import structlog

from carecircle.care.emergencies.actions import schedule_receipt_event
from carecircle.care.outreach.actions import claim, settle
from carecircle.care.outreach.failures import Failure
from carecircle.care.outreach.lanes import Lane
from carecircle.care.outreach.models import OutboxMessage
from carecircle.jobs.outbox.outcomes import failure_of

_log = structlog.get_logger("carecircle.outbox")
AT_ONCE = 10
PATIENCE_S = 30.0
LOOK_S = 0.25
MOST_SHOWN_ATTEMPTS = 8

Send = Callable[[OutboxMessage], None]


@dataclass(frozen=True)
class _Sending:
    """A message on its way. until_s: monotonic seconds, after which it counts as not sent."""

    message: OutboxMessage
    until_s: float


class Channel:
    """A way to send. send(message) raises Unsendable, or an error of its library.

    lane: which messages it sends; None: all.
    """

    def __init__(
        self,
        name: str,
        send: Send,
        patience_s: float = PATIENCE_S,
        *,
        lane: Lane | None = None,
    ):
        self.name, self._send, self._patience_s = name, send, patience_s
        self._lane = lane
        self._pool: ThreadPoolExecutor | None = None
        self._on_way: dict[Future[None], _Sending] = {}

    def work(self) -> int:
        """Send until nothing is due. Returns the number of messages claimed. One that is slow
        holds up no other; whatever hangs is retried later."""
        count = 0
        while True:
            count += self._begin()
            if not self._on_way:
                return count
            wait(self._on_way, LOOK_S, return_when=FIRST_COMPLETED)
            self._finish()

    def _begin(self) -> int:
        free = AT_ONCE - len(self._on_way)
        messages = claim(self.name, free, lane=self._lane)
        until_s = time.monotonic() + self._patience_s
        for one in messages:
            # each has a context of its own, with the database of this loop
            sent = self._workers().submit(copy_context().run, self._send, one)
            self._on_way[sent] = _Sending(one, until_s)
        return len(messages)

    def _finish(self) -> None:
        now_s = time.monotonic()
        for future, sending in list(self._on_way.items()):
            if future.done() or now_s >= sending.until_s:
                del self._on_way[future]
                self._settle(sending.message, *_outcome(future))
                if not future.done():
                    self._pool = None  # its thread may hang for ever: begin with new ones

    def _workers(self) -> ThreadPoolExecutor:
        """Returns the threads. Created by the loop that uses them, which may be a real thread."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=f"outbox-{self.name}")
        return self._pool

    def _settle(self, message: OutboxMessage, failure: Failure | None, is_gone: bool) -> None:
        settled = settle(message.id, failure, is_gone=is_gone)
        if failure is not None:
            why = {"why": failure.code, "detail": failure.detail}
            _log.warning("not sent", channel=self.name, message=message.id, **why)
        if settled is not None and _changes_the_page(message, settled):
            schedule_receipt_event(settled.family_id, settled.emergency_id or "")


def _changes_the_page(before: OutboxMessage, after: OutboxMessage) -> bool:
    """Returns whether the emergency's page shows anything new. A message that is tried for hours
    must not write an event at each attempt."""
    if after.emergency_id is None:
        return False
    is_news = (before.state, before.error) != (after.state, after.error)
    return is_news or after.attempts <= MOST_SHOWN_ATTEMPTS


def _outcome(future: "Future[None]") -> tuple[Failure | None, bool]:
    """Returns why it failed, and whether the address will never work again."""
    if not future.done():
        return Failure("no_answer"), False
    error = future.exception()
    if error is None:
        return None, False
    return failure_of(error)
