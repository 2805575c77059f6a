"""The server: gunicorn with gevent workers."""

import os
import sys

from carecircle.config import Settings

CONFIG = "python:carecircle.server.config"


def serve(settings: Settings) -> None:
    """Replaces this process with gunicorn. The workers read all other settings themselves."""
    chosen = {"HOST": settings.host, "PORT": settings.port, "WORKERS": settings.workers}
    os.environ.update({f"CARECIRCLE_{name}": str(value) for name, value in chosen.items()})
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", CONFIG])
