"""Starting and stopping the parts of a worker: hub, wake-ups, polling, streams, jobs."""

import os
import signal
import time
from typing import Any

import gevent
import structlog
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from carecircle.db.gate import Gate
from carecircle.delivery.limits import raise_descriptors
from carecircle.delivery.service import Delivery
from carecircle.server.warm_up import rehearse

LOOK_S = 0.2
LONGEST_S = 5.0
RETRY_S = 1.0
REHEARSES_AFTER_S = 10.0  # after a restart, serve reconnecting clients first
_log = structlog.get_logger("carecircle.worker")


def start(worker: Any) -> None:
    """Starts what needs no database at once, and the rest when the database can be served."""
    app: Flask = worker.app.callable
    raise_descriptors()
    _compile_templates(app)
    service: Delivery = app.extensions["delivery"]
    if watchdog := app.extensions.get("watchdog"):
        watchdog.on_hang = _end_this_worker
    gevent.spawn(_begin_with_database, worker, app, service)
    worker.drained = gevent.spawn(_drain_on_shutdown, worker, service)


def _end_this_worker() -> None:
    """The master starts another one."""
    os.kill(os.getpid(), signal.SIGTERM)


def _begin_with_database(worker: Any, app: Flask, service: Delivery) -> None:
    gate: Gate = app.extensions["database_gate"]
    parts = [lambda _app: service.start(), *app.extensions.get("begin_in_worker", ())]
    while parts and worker.alive:
        try:
            if gate.is_ready():
                parts[0](app)
                parts.pop(0)
                continue
        except Exception as error:  # a full disk, for example: the worker serves without it
            _log.error("a part did not start, retrying", error=type(error).__name__)
        time.sleep(RETRY_S)
    gevent.spawn_later(REHEARSES_AFTER_S, rehearse, app)


def _compile_templates(app: Flask) -> None:
    """Compiles all templates (0.5 s), or a worker's first emergency would wait for it.

    The bytecode is cached for the next worker, unless the disk takes no more.
    """
    cache = app.config["SETTINGS"].instance_path / "templates"
    try:
        cache.mkdir(mode=0o700, exist_ok=True)
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(cache))
        _load_templates(app)
    except OSError as error:
        _log.warning("templates are not cached", error=type(error).__name__)
        app.jinja_env.bytecode_cache = None
        _load_templates(app)


def _load_templates(app: Flask) -> None:
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
