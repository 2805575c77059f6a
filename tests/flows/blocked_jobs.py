"""CareCircle's own gunicorn settings, and one more job: the fault that CARECIRCLE_TEST_FAULT names.

It begins when the test writes the file `begin` into the instance folder, writes `began` and, where
it ends, `ended`."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from gevent import monkey

from carecircle.db.session import database
from carecircle.jobs import work
from carecircle.jobs.work import Job
from carecircle.server.config import *  # noqa: F403
from carecircle.server.config import on_starting as _on_starting

LASTS_S = 14.0
INSTANCE = Path(os.environ["CARECIRCLE_INSTANCE_PATH"])


def sleep() -> None:
    """As a library in C does that waits by itself."""
    monkey.get_original("time", "sleep")(LASTS_S)


def compute() -> None:
    end = time.monotonic() + LASTS_S
    while time.monotonic() < end:
        pass


def wait() -> None:
    """As for a server that does not answer: only the jobs behind it wait."""
    time.sleep(LASTS_S)


def exhaust() -> None:
    pool = database().engine.pool
    taken = [pool.connect() for _ in range(pool.size() + pool._max_overflow)]
    time.sleep(LASTS_S)
    for connection in taken:
        connection.close()


def fail() -> None:
    raise RuntimeError("again")


FAULTS: dict[str, Callable[[], None]] = {
    one.__name__: one for one in (sleep, compute, wait, exhaust, fail)
}


def cause_fault() -> int:
    if not (INSTANCE / "begin").exists() or (INSTANCE / "ended").exists():
        return 0
    (INSTANCE / "began").touch()
    FAULTS[os.environ["CARECIRCLE_TEST_FAULT"]]()
    (INSTANCE / "ended").touch()
    return 0


def on_starting(server: object) -> None:
    _on_starting(server)
    work.JOBS = (Job("faulty", 0.25, cause_fault), *work.JOBS)
