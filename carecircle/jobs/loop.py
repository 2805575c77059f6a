"""The loop in each worker. A job that fails is said loudly and tried again in its next round."""

import threading
import time
from datetime import datetime, timedelta

import structlog

from carecircle import clock
from carecircle.jobs.work import JOBS, Job

_log = structlog.get_logger("carecircle.jobs")
TICK_S = 0.25
SILENT_TOO_LONG = timedelta(seconds=30)


class Loop:
    """Runs the jobs in turn. last_round_at: for readiness; None before the first."""

    def __init__(self, jobs: tuple[Job, ...] = JOBS):
        self._due = dict.fromkeys(jobs, 0.0)
        self.last_round_at: datetime | None = None
        self.is_stopped = False

    def begin(self) -> None:
        """Go round in a thread of its own (a greenlet under gunicorn) while the process lives."""
        threading.Thread(target=self.run, name="jobs", daemon=True).start()

    def run(self) -> None:
        while not self.is_stopped:
            self.round(time.monotonic())
            time.sleep(TICK_S)

    def round(self, now_s: float) -> None:
        """Do what is due by the monotonic clock, and again at once while it finds full hands."""
        for job, due_s in self._due.items():
            if now_s >= due_s:
                self._due[job] = now_s + (0 if _do(job) >= 50 else job.every_s)
        self.last_round_at = clock.now()

    def stop(self) -> None:
        self.is_stopped = True

    def state(self) -> str:
        """ok, or stopped where no round was made for too long."""
        last = self.last_round_at
        return "ok" if last and clock.now() - last < SILENT_TOO_LONG else "stopped"


def _do(job: Job) -> int:
    try:
        return job.do()
    except Exception as error:  # whatever it was, the other jobs and the next round go on
        _log.error("job failed", job=job.name, error=type(error).__name__)
        return 0
