"""What begins and ends with a worker: hub, wake-ups, sweep, streams, jobs."""

import time
from typing import Any

import gevent
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from carecircle.delivery.limits import raise_descriptors
from carecircle.delivery.service import Delivery
from carecircle.server.warm_up import rehearse

LOOK_S = 0.2
LONGEST_S = 5.0
REHEARSES_AFTER_S = 10.0  # those who come back after a restart come first


def start(worker: Any) -> None:
    app: Flask = worker.app.callable
    raise_descriptors()
    _compile_templates(app)
    service: Delivery = app.extensions["delivery"]
    service.start()
    for begin in app.extensions.get("begin_in_worker", ()):
        begin(app)
    gevent.spawn_later(REHEARSES_AFTER_S, rehearse, app)
    worker.drained = gevent.spawn(_drain_when_told, worker, service)


def _compile_templates(app: Flask) -> None:
    """Half a second now: else the first emergency of a worker waits for its templates.

    Kept for the next worker, which may have been started because this one died.
    """
    kept = app.config["SETTINGS"].instance_path / "templates"
    kept.mkdir(mode=0o700, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(kept))
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def finish(worker: Any) -> None:
    """gunicorn leaves as soon as no request is open; handed-over streams it does not see."""
    draining = getattr(worker, "drained", None)
    if draining is not None:
        draining.join(timeout=LONGEST_S)


def _drain_when_told(worker: Any, service: Delivery) -> None:
    while worker.alive:
        time.sleep(LOOK_S)
    service.drain()
    service.live.stop()
