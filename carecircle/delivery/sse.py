"""Server-sent events: `GET /families/<family>/events/stream`."""

import socket

from flask import Response, g, request

from carecircle.care.inputs.declared import reads_query
from carecircle.delivery import head, sse_fallback
from carecircle.delivery.closing import Goodbye, busy, drained, goodbye_for, sse_words
from carecircle.delivery.frames import CHUNKED_SSE, SSE, SseWire
from carecircle.delivery.queries import StreamQuery
from carecircle.delivery.request_params import asked_after, asked_variant, delivery, request_id
from carecircle.delivery.service import Delivery
from carecircle.delivery.stream import Stream
from carecircle.delivery.stream_start import StreamStart
from carecircle.realtime.subscription import Subscription


class SseStream(Stream):
    __slots__ = ("subscription",)
    wire: SseWire = SSE
    subscription: Subscription

    def last_words(self, goodbye: Goodbye) -> bytes:
        return sse_words(goodbye, self.wire)

    def subscriptions(self) -> list[Subscription]:
        return [self.subscription]


class ChunkedSseStream(SseStream):
    __slots__ = ()
    wire = CHUNKED_SSE


@reads_query(StreamQuery)
def stream(family: str) -> Response:
    """Respond with 200 and an event stream: an EventSource gives up on all else."""
    service = delivery()
    if request.method == "HEAD":
        return Response(headers=head.STREAM_HEADERS)
    if g.actor is None:
        return said(
            goodbye_for("not-found")
        )  # the same for no sign-in, no membership and no such family
    if service.is_draining:
        return said(drained())
    if service.is_stalled:
        return stream_while_away()
    if not service.loop.has_room:
        return said(busy("full"))
    service.start()
    if head.can_hand_over(request.environ):
        return _in_the_loop(service)
    return sse_fallback.spoken(service, g.principal, g.actor) or said(goodbye_for("changed"))


def stream_while_away() -> Response:
    """The database cannot be reached, so no right can be checked: ask to reconnect."""
    return said(busy("database"))


def said(goodbye: Goodbye) -> Response:
    """Returns a stream of one message."""
    return Response(sse_words(goodbye), headers=head.STREAM_HEADERS)


def _in_the_loop(service: Delivery) -> Response:
    kind = ChunkedSseStream if head.can_chunk(request.environ) else SseStream
    sink = kind(service.loop, request_id())
    variant = asked_variant(g.actor)
    subscription = service.subscribe(g.principal, g.actor, variant, sink.wire, sink)
    if subscription is None:
        return said(goodbye_for("changed"))
    sink.subscription = subscription
    opening = StreamStart.read(service, subscription, asked_after())
    return head.HandedOver(lambda sock, top: _hand_over(service, sink, opening, sock, top))


def _hand_over(
    service: Delivery, sink: SseStream, opening: StreamStart, sock: socket.socket, top: bytes
) -> None:
    subscription = sink.subscription
    with service.unless_it_fails(subscription):
        head.send_patiently(sock, top + opening.sse(service, subscription, sink.wire))
        descriptor = head.take_descriptor(sock)
    with service.hub.lock:
        service.loop.adopt(sink, descriptor)
        service.hub.release(subscription, opening.resume.head.seq)
        opening.note_sent(service, subscription)
