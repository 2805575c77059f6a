"""The loop in each worker. A job that fails is logged as an error and retried in its next round."""

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
    """Runs the jobs in turn. last_round_at: monotonic seconds, for readiness; None at first."""

    def __init__(self, jobs: tuple[Job, ...] = JOBS):
        self._due = dict.fromkeys(jobs, 0.0)
        self.last_round_at: datetime | None = None
        self.is_stopped = False

    def begin(self) -> None:
        """Start the loop in a thread (a greenlet under gunicorn) for the life of the process."""
        threading.Thread(target=self.run, name="jobs", daemon=True).start()

    def run(self) -> None:
        while not self.is_stopped:
            self.round(time.monotonic())
            time.sleep(TICK_S)

    def round(self, now_s: float) -> None:
        """Run the jobs that are due by the monotonic clock; again at once while there is work."""
        for job, due_s in self._due.items():
            if now_s >= due_s:
                self._due[job] = now_s + (0 if _do(job) >= 50 else job.every_s)
        self.last_round_at = clock.now()

    def stop(self) -> None:
        self.is_stopped = True

    def state(self) -> str:
        """Returns `ok`; `stopped` if the last round is too long ago."""
        last = self.last_round_at
        return "ok" if last and clock.now() - last < SILENT_TOO_LONG else "stopped"


def _do(job: Job) -> int:
    try:
        return job.do()
    except Exception as error:  # the other jobs and the next round must go on
        _log.error("job failed", job=job.name, error=type(error).__name__, exc_info=True)
        return 0
