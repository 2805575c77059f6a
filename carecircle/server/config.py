"""gunicorn's settings and hooks. Used as `gunicorn -c python:carecircle.server.config`.

keepalive: shorter than that of proxies. graceful_timeout: the streams take up to 5 s to drain;
after it the master kills a worker, so that a restart never takes 10 s."""

import gc
import os
import socket
import warnings
from importlib import import_module
from typing import Any

import gevent
from gevent import monkey

from carecircle.config import Settings
from carecircle.server import gevent_worker

_settings = Settings.from_env()

wsgi_app = "carecircle.app:create_app()"
bind = [f"{_settings.host}:{_settings.port}"]
workers = _settings.workers
worker_class = "carecircle.server.gevent_worker.Worker"
worker_connections = 1000
backlog = 2048
preload_app = False
control_socket_disable = True
keepalive = 5
timeout = 30
graceful_timeout = 7
forwarded_allow_ips = "127.0.0.1,::1"
accesslog = None
loglevel = "info"


def on_starting(server: Any) -> None:
    """Imports the application once in the master: each worker would need seconds for it.

    gevent patches before that, for locks that are created during imports. The modules that the
    master itself uses (os, queue, signal, subprocess) stay unpatched.
    """
    warnings.filterwarnings("ignore", "Patching more than once", monkey.MonkeyPatchWarning)
    monkey.patch_all(os=False, queue=False, signal=False, subprocess=False)
    gc.disable()  # a tenth of the time of the imports goes into looking for what to free
    import_module("carecircle.app")
    gc.enable()
    gc.freeze()


def when_ready(server: Any) -> None:
    """Refuses connections until a worker can answer.

    Those that waited meanwhile would all be served in the same moment: browsers that are refused
    keep their place in the window over which they return. Not for a socket that was inherited.
    """
    if not {"GUNICORN_FD", "LISTEN_FDS"} & set(os.environ):
        for listener in server.LISTENERS:
            listener.sock.shutdown(socket.SHUT_RD)


def post_fork(server: Any, worker: Any) -> None:
    """Patches the modules that the master left as they were.

    gunicorn's own patch_all() finds nothing to do after it. It would patch `threading` again, and
    gevent's fork hooks, registered twice, print an AssertionError at each fork of a worker.
    """
    done = ("socket", "dns", "time", "select", "thread", "ssl", "builtins")
    monkey.patch_all(**dict.fromkeys(done, False))


def post_worker_init(worker: Any) -> None:
    """Starts the live parts, accepts connections, then freezes the loaded objects for the garbage
    collector."""
    from carecircle.server import worker as ours

    ours.start(worker)
    for listener in worker.sockets:
        listener.listen(backlog)
    gevent_worker.note_served()
    gc.collect()
    gc.freeze()


def post_request(worker: Any, request: Any, environ: Any, response: Any) -> None:
    """Yields after each request: one busy keep-alive connection would starve the others."""
    gevent.sleep(0)


def worker_exit(server: Any, worker: Any) -> None:
    from carecircle.server import worker as ours

    ours.finish(worker)
