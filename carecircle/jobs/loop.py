"""The loop in each worker. A job that fails is said loudly and tried again in its next round."""

import time
from collections.abc import Callable

import structlog

from carecircle import clock
from carecircle.jobs.work import JOBS, Job

_log = structlog.get_logger("carecircle.jobs")
TICK_S = 0.25


class Loop:
    """Runs the jobs in turn. last_round_at: for readiness; None before the first."""

    def __init__(self, jobs: tuple[Job, ...] = JOBS):
        self._due = dict.fromkeys(jobs, 0.0)
        self.last_round_at = None
        self.is_stopped = False

    def run(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """Go round until stopped. sleep: gevent's under gunicorn."""
        while not self.is_stopped:
            self.round(time.monotonic())
            sleep(TICK_S)

    def round(self, now_s: float) -> None:
        """Do what is due by the monotonic clock, and again at once while it finds full hands."""
        for job, due_s in self._due.items():
            if now_s >= due_s:
                self._due[job] = now_s + (0 if _do(job) >= 50 else job.every_s)
        self.last_round_at = clock.now()

    def stop(self) -> None:
        self.is_stopped = True


def _do(job: Job) -> int:
    try:
        return job.do()
    except Exception as error:  # whatever it was, the other jobs and the next round go on
        _log.error("job failed", job=job.name, error=type(error).__name__)
        return 0
