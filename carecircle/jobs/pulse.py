"""What a loop is doing, for the watchdog: the running job, its last progress, its failures."""

import time
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import event

from carecircle.db.session import Database

STALLED_AFTER_S = 3.5
LONGEST_S = 60.0
STANDS_STILL = "does not go on"

_current: "ContextVar[Pulse | None]" = ContextVar("pulse", default=None)


@dataclass(frozen=True)
class Stall:
    """what: a job, the event loop, or a whole worker. since_s: monotonic seconds of this machine.
    is_vital: emergencies are not escalated meanwhile."""

    worker: int
    what: str
    why: str
    since_s: float
    is_vital: bool = False


class Pulse:
    """All times are monotonic seconds. patience_s: how long a job may show no progress."""

    def __init__(self, patience_s: float = STALLED_AFTER_S):
        self._patience_s = patience_s
        self.round_s = time.monotonic()
        self._job: str | None = None
        self._began_s = self._progress_s = 0.0
        self._failing: dict[str, float] = {}

    def begin(self, job: str) -> None:
        self._began_s = self._progress_s = time.monotonic()
        self._job = job
        _current.set(self)

    def end(self, *, is_done: bool) -> None:
        job, self._job = self._job, None
        if is_done:
            self._failing.pop(job or "", None)
        else:
            self._failing.setdefault(job or "", self._began_s)

    @property
    def is_idle(self) -> bool:
        return self._job is None

    def end_round(self) -> None:
        self.round_s = time.monotonic()

    def progress(self) -> None:
        self._progress_s = time.monotonic()

    def stalls(self, now_s: float) -> list[tuple[str, str, float]]:
        """Returns job, reason and since when, for each job that stands still or keeps failing."""
        found = [
            (job, "fails again and again", since_s)
            for job, since_s in list(self._failing.items())
            if now_s - since_s > STALLED_AFTER_S
        ]
        job = self._job
        if job is not None and job not in self._failing and self._is_stuck(now_s):
            found.append((job, STANDS_STILL, self._began_s))
        return found

    def _is_stuck(self, now_s: float) -> bool:
        is_silent = now_s - self._progress_s > self._patience_s
        return is_silent or now_s - self._began_s > max(LONGEST_S, self._patience_s)


def watch_progress(database: Database) -> None:
    """Counts each new transaction of a job on this database as progress."""
    event.listen(database.engine, "begin", _note_progress)


def _note_progress(_connection: object) -> None:
    pulse = _current.get()
    if pulse is not None:
        pulse.progress()
