"""gunicorn's settings and hooks. Used as `gunicorn -c python:carecircle.server.config`.

keepalive is short of what proxies keep; graceful_timeout leaves the streams their 5 seconds; the
master gives up on a worker after it, so that a restart never takes 10.
"""

import gc
import warnings
from importlib import import_module
from typing import Any

import gevent
from gevent import monkey

from carecircle.config import Settings

_settings = Settings.from_env()

wsgi_app = "carecircle.app:create_app()"
bind = [f"{_settings.host}:{_settings.port}"]
workers = _settings.workers
worker_class = "gevent"
worker_connections = 1000
preload_app = False
control_socket_disable = True
keepalive = 5
timeout = 30
graceful_timeout = 7
forwarded_allow_ips = "127.0.0.1,::1"
accesslog = None
loglevel = "info"


def on_starting(server: Any) -> None:
    """Import the application once: workers that start together would each take seconds for it.

    Patched before it, for locks that are made while importing. How the master itself forks,
    waits and is told stays as it is.
    """
    warnings.filterwarnings("ignore", "Patching more than once", monkey.MonkeyPatchWarning)
    monkey.patch_all(os=False, queue=False, signal=False, subprocess=False)
    import_module("carecircle.app")
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """The application is loaded: start its moving parts, and spare the collector what stays."""
    from carecircle.server import worker as ours

    ours.start(worker)
    gc.collect()
    gc.freeze()


def post_request(worker: Any, request: Any, environ: Any, response: Any) -> None:
    """One busy keep-alive connection would starve the others: each request lets them go first."""
    gevent.sleep(0)


def worker_exit(server: Any, worker: Any) -> None:
    from carecircle.server import worker as ours

    ours.finish(worker)
