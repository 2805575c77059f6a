"""The textbook implementation, for comparison: a greenlet, a queue and a generator per stream.

It uses the same stack (Flask on gunicorn's gevent worker), one room and no database."""

import queue
from collections.abc import Iterator

from flask import Flask, Response, request

app = Flask(__name__)
_listeners: list[queue.Queue[bytes]] = []


@app.get("/stream")
def stream() -> Response:
    mine: queue.Queue[bytes] = queue.Queue(256)
    _listeners.append(mine)
    return Response(_events(mine), content_type="text/event-stream; charset=utf-8")


@app.post("/event")
def event() -> str:
    block = b"event: note:added\nid: e-1\ndata: " + request.get_data() + b"\n\n"
    for listener in _listeners:
        listener.put_nowait(block)
    return "told"


def _events(mine: queue.Queue[bytes]) -> Iterator[bytes]:
    yield b"event: hello\ndata: {}\n\n"
    while True:
        yield mine.get()
