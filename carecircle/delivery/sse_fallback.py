"""A plain generator per stream, for servers whose sockets cannot be handed over (`flask run`)."""

import queue
import time
from collections.abc import Iterator

from flask import Response

from carecircle.auth.principal import Principal
from carecircle.care.actor import Actor
from carecircle.delivery import head
from carecircle.delivery.closing import drained, goodbye_for, sse_words
from carecircle.delivery.frames import SSE
from carecircle.delivery.request_params import asked_after, asked_variant
from carecircle.delivery.service import Delivery
from carecircle.delivery.stream_start import StreamStart
from carecircle.realtime.entry import Entry
from carecircle.realtime.subscription import Subscription

LOOK_S = 0.5


class QueueSink:
    """A bounded queue: if it is full the stream ends, and the client reconnects with its cursor."""

    has_written = False

    def __init__(self, most: int):
        self.waiting: queue.Queue[bytes] = queue.Queue(most)
        self.ended: str | None = None

    def deliver(self, data: bytes, entry: Entry) -> None:
        try:
            self.waiting.put_nowait(data)
        except queue.Full:
            self.ended = self.ended or "slow"

    def deliver_hint(self, data: bytes) -> None:
        if self.waiting.empty():
            self.waiting.put_nowait(data)

    def end(self, subscription: Subscription, reason: str) -> None:
        self.ended = self.ended or reason


def spoken(service: Delivery, principal: Principal, actor: Actor) -> Response | None:
    """Returns the stream; None if the right was lost in the meantime."""
    sink, variant = QueueSink(service.limits.most_events), asked_variant(actor)
    subscription = service.subscribe(principal, actor, variant, SSE, sink)
    if subscription is None:
        return None
    opening = StreamStart.read(service, subscription, asked_after())
    return Response(_told(service, sink, subscription, opening), headers=head.STREAM_HEADERS)


def _told(
    service: Delivery, sink: QueueSink, subscription: Subscription, opening: StreamStart
) -> Iterator[bytes]:
    try:
        yield opening.sse(service, subscription)
        service.hub.release(subscription, opening.resume.head.seq)
        yield from _live(service, sink)
        goodbye = drained() if sink.ended is None else goodbye_for(sink.ended)
        yield sse_words(goodbye)
    finally:
        service.hub.unsubscribe(subscription)


def _live(service: Delivery, sink: QueueSink) -> Iterator[bytes]:
    over, beat = time.monotonic() + service.limits.life(), service.limits.beat_s
    beat_at = time.monotonic() + beat
    while sink.ended is None and not _must_end(service) and time.monotonic() < over:
        try:
            yield sink.waiting.get(timeout=LOOK_S)
        except queue.Empty:
            if time.monotonic() >= beat_at:
                beat_at = time.monotonic() + beat
                yield SSE.heartbeat


def _must_end(service: Delivery) -> bool:
    return service.is_draining or service.is_stalled
