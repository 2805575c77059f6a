"""The waiting part of a long poll: a subscription for one response."""

import threading

from flask import g

from carecircle.care.errors import NotFound
from carecircle.care.translatable import lazy_gettext as _
from carecircle.delivery.frames import PLAIN, Page
from carecircle.delivery.service import Delivery
from carecircle.delivery.stream_start import StreamStart
from carecircle.realtime.entry import Entry
from carecircle.realtime.forms import Variant
from carecircle.realtime.subscription import Subscription


class Waiter:
    """Collects events and wakes the request."""

    has_written = False

    def __init__(self) -> None:
        self.found: list[tuple[str, bytes]] = []
        self.ended_by = ""
        self.woken = threading.Event()

    def deliver(self, data: bytes, entry: Entry) -> None:
        self.found.append((entry.cursor, data))
        self.woken.set()

    def deliver_hint(self, data: bytes) -> None:
        """Ignored: a long poll carries the log only."""

    def end(self, subscription: Subscription, reason: str) -> None:
        self.ended_by = reason
        self.woken.set()


def wait_for(service: Delivery, variant: Variant, page: Page, limit: int, wait: float) -> Page:
    """Returns the next page with events; the empty one at once if too many requests wait."""
    is_refused = service.is_draining or service.is_stalled
    if is_refused or len(service.polls) >= service.limits.most_polls:
        return page
    waiter = Waiter()
    subscription = service.subscribe(g.principal, g.actor, variant, PLAIN, waiter)
    if subscription is None:
        raise NotFound
    try:
        service.polls.add(waiter.woken)
        _listen(service, subscription, waiter, page.cursor, wait)
    finally:
        service.polls.discard(waiter.woken)
        service.hub.unsubscribe(subscription)
    if waiter.ended_by and service.admit(g.principal, g.actor.family_id, None) is None:
        raise _shown_out(waiter.ended_by)
    return _after(page, waiter.found, limit)


def _shown_out(reason: str) -> NotFound:
    """Returns the error for someone who was a member when the request began."""
    if reason == "removed":
        return NotFound(_("You are no longer a member of this family"))
    return NotFound()


def _listen(
    service: Delivery, subscription: Subscription, waiter: Waiter, after: str, wait: float
) -> None:
    opening = StreamStart.read(service, subscription, after)
    for entry in opening.entries:
        waiter.deliver(service.hub.bytes_of(entry, subscription.form), entry)
    service.hub.release(subscription, opening.resume.head.seq)
    waiter.woken.wait(wait)


def _after(page: Page, found: list[tuple[str, bytes]], limit: int) -> Page:
    if not found:
        return page
    taken = found[:limit]
    return Page(
        cursor=taken[-1][0],
        bodies=[body for _, body in taken],
        head=found[-1][0],
        more=len(found) > limit,
    )
