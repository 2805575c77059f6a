"""An application that sends each message back: the stream loop and its sockets, without families.

It exists only in the tests. Its limits are those of the cases: messages of 16 MB.
"""

from flask import Flask
from flask_sock import Sock
from simple_websocket import Server

from carecircle.auth.principal import Principal
from carecircle.delivery import head, websocket
from carecircle.delivery.frames import TEXT, ws_frame
from carecircle.delivery.limits import Limits
from carecircle.delivery.socket_stream import SocketStream
from carecircle.delivery.streams import StreamLoop
from carecircle.realtime.forms import Variant
from carecircle.realtime.hub import Hub

BINARY = 0x82
MOST = 64 * 1024 * 1024
LIMITS = Limits(heartbeat_s=600, most_message=MOST, most_bytes=MOST, most_events=10**6, burst=10**6)


def nothing_is_rendered(*_: object) -> bytes:
    raise AssertionError("an echo has no events")


class Echo:
    """Sends the messages of a socket back, in order."""

    def __init__(self, loop: StreamLoop):
        self._loop = loop

    def work(self, stream: SocketStream) -> None:
        with self._loop.hub.lock:
            while stream.inbox:
                message = stream.inbox.popleft()
                is_text = isinstance(message, str)
                data = message.encode() if isinstance(message, str) else message
                stream.send(ws_frame(TEXT if is_text else BINARY, data))
            stream.inbox = None
            stream.worked()


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["SOCK_SERVER_OPTIONS"] = {"thread_class": websocket.NoThread}
    app.before_request(websocket.check_handshake)
    loop = StreamLoop(Hub(nothing_is_rendered), LIMITS)  # type: ignore[arg-type]

    @Sock(app).route("/")
    def echo(ws: Server) -> None:
        ws.connected = False  # or flask-sock would close the socket that the loop owns by then
        loop.start()
        stream = SocketStream(loop, Principal("token", ""), "", Variant("json", "", ""), "echo")
        stream.talk = Echo(loop)
        descriptor = head.take_descriptor(ws.sock)
        with loop.hub.lock:
            loop.adopt(stream, descriptor)

    return app
