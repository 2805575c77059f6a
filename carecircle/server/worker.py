"""Starting and stopping the parts of a worker: hub, wake-ups, polling, streams, jobs."""

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
REHEARSES_AFTER_S = 10.0  # after a restart, serve reconnecting clients first


def start(worker: Any) -> None:
    app: Flask = worker.app.callable
    raise_descriptors()
    _compile_templates(app)
    service: Delivery = app.extensions["delivery"]
    service.start()
    for begin in app.extensions.get("begin_in_worker", ()):
        begin(app)
    gevent.spawn_later(REHEARSES_AFTER_S, rehearse, app)
    worker.drained = gevent.spawn(_drain_on_shutdown, worker, service)


def _compile_templates(app: Flask) -> None:
    """Compiles all templates (0.5 s), or a worker's first emergency would wait for it.

    The bytecode is cached for the next worker.
    """
    cache = app.config["SETTINGS"].instance_path / "templates"
    cache.mkdir(mode=0o700, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(cache))
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def finish(worker: Any) -> None:
    """Waits for the streams to drain: gunicorn does not know handed-over sockets."""
    draining = getattr(worker, "drained", None)
    if draining is not None:
        draining.join(timeout=LONGEST_S)


def _drain_on_shutdown(worker: Any, service: Delivery) -> None:
    while worker.alive:
        time.sleep(LOOK_S)
    service.drain()
    service.live.stop()
