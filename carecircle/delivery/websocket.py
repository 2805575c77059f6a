"""The websocket over flask-sock: `GET /families/<family>/events/socket`.

flask-sock does the handshake; then the socket goes to the stream loop. The thread, ping and size
limit of simple-websocket are not used.
"""

import base64
import binascii
import socket
import threading
from typing import Any
from wsgiref.types import WSGIEnvironment

from flask import g, request
from simple_websocket import Server
from werkzeug.exceptions import BadRequest, HTTPException, MethodNotAllowed

from carecircle.care.errors import NotFound
from carecircle.care.inputs.declared import reads_query
from carecircle.delivery import concurrency, head
from carecircle.delivery.closing import busy, drained, goodbye_for, socket_words
from carecircle.delivery.conversation import Conversation
from carecircle.delivery.queries import SocketQuery
from carecircle.delivery.request_params import asked_after, asked_variant, delivery, request_id
from carecircle.delivery.service import Delivery
from carecircle.delivery.socket_stream import SocketStream
from carecircle.delivery.stream_start import StreamStart

VERSION = "13"
SOCKETS = frozenset({"gunicorn.socket", "werkzeug.socket"})


class NoThread:
    """Replaces simple-websocket's receiving thread."""

    name = ""

    def __init__(self, target: object):
        pass

    def start(self) -> None:
        pass


class OtherVersion(HTTPException):
    """The client speaks another version of the protocol, or names none."""

    def __init__(self, given: str | None):
        super().__init__(f"This server speaks version {VERSION} of the websocket protocol")
        self.code = 400 if given is None else 426

    def get_headers(
        self, environ: WSGIEnvironment | None = None, scope: dict[str, Any] | None = None
    ) -> list[tuple[str, str]]:
        ours = [("Sec-WebSocket-Version", VERSION), ("Upgrade", "websocket")]
        return [*super().get_headers(environ, scope), *ours]


def check_handshake() -> None:
    """Check before the upgrade: flask-sock has sent 101 when its handler runs.

    Raises MethodNotAllowed, BadRequest, OtherVersion.
    """
    if request.method != "GET":  # where there is GET, Flask also routes HEAD and OPTIONS
        raise MethodNotAllowed(["GET"])
    if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        raise BadRequest("HTTP/1.0 knows no upgrade")
    if not SOCKETS & set(request.environ):
        raise BadRequest("This server gives no sockets to speak websocket over")
    version = request.environ.get("HTTP_SEC_WEBSOCKET_VERSION")
    if version != VERSION:
        raise OtherVersion(version)
    try:
        key = base64.b64decode(request.headers.get("Sec-WebSocket-Key", ""), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != 16:
        raise BadRequest("The Sec-WebSocket-Key is missing or not 16 bytes in base64")
    request.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # deflate: 100 kB a connection
    for name in SOCKETS & set(request.environ):
        request.environ[name] = head.HandshakeSocket(request.environ[name], request_id())


@reads_query(SocketQuery)
def events_socket(ws: Server, family: str) -> None:
    service = delivery()
    ws.connected = False  # or flask-sock would close the socket that the loop owns by then
    service.start()
    if service.is_draining:
        head.send_patiently(ws.sock, socket_words(drained()))
    elif service.is_stalled:
        head.send_patiently(ws.sock, socket_words(busy("database")))
    elif not service.loop.has_room:
        head.send_patiently(ws.sock, socket_words(busy("full")))
    else:
        _open(service, ws.sock)


def _open(service: Delivery, sock: socket.socket) -> None:
    family_id, variant = g.actor.family_id, asked_variant(g.actor)
    stream = SocketStream(service.loop, g.principal, family_id, variant, request_id())
    stream.origin, stream.language = g.actor.origin, service.language()
    talk = stream.talk = Conversation(service)
    try:
        subscription = talk.subscribe(stream, g.actor)
    except NotFound:
        head.send_patiently(sock, socket_words(goodbye_for("changed")))
        return
    opening = StreamStart.read(service, subscription, asked_after())
    with service.unless_it_fails(subscription):
        head.send_patiently(sock, opening.socket(service, subscription, {}))
        descriptor = head.take_descriptor(sock)
    _adopt(service, stream, descriptor, opening)


def _adopt(service: Delivery, stream: SocketStream, descriptor: int, opening: StreamStart) -> None:
    ended = None if concurrency.is_gevent() else threading.Event()
    stream.gone = ended.set if ended else None
    with service.hub.lock:
        service.loop.adopt(stream, descriptor)
        service.hub.release(stream.families[stream.first], opening.resume.head.seq)
        opening.note_sent(service, stream.families[stream.first])
    if ended is not None:  # a threaded server closes the connection when its handler returns
        ended.wait()
