"""The loop in each worker. A job that fails is logged as an error and retried in its next round."""

import threading
import time
from dataclasses import replace

import structlog

from carecircle.db.session import Database, using
from carecircle.db.timeouts import JOB_LOCK_S, SERVING
from carecircle.jobs import os_threads
from carecircle.jobs.pulse import STALLED_AFTER_S, STANDS_STILL, Pulse, watch_progress
from carecircle.jobs.work import JOBS, Job

_log = structlog.get_logger("carecircle.jobs")
TICK_S = 0.25
# A row that is locked elsewhere is left for a later round: others are due as well.
BRIEF = replace(SERVING, lock_s=JOB_LOCK_S)
SILENT_TOO_LONG_S = 30


class Loop:
    """Runs the jobs in turn. last_round_s: monotonic seconds, for readiness; None at first.

    patience_s: how long a job may show no progress before the watchdog reports it.
    """

    def __init__(self, jobs: tuple[Job, ...] = JOBS, *, patience_s: float = STALLED_AFTER_S):
        self._due = dict.fromkeys(jobs, 0.0)
        self.pulse = Pulse(patience_s)
        self.last_round_s: float | None = None
        self.is_stopped = False
        self.is_vital = any(job.is_vital for job in jobs)

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
                self._due[job] = now_s + (0 if self._do(job) >= job.batch else job.every_s)
        self.last_round_s = time.monotonic()
        self.pulse.end_round()

    def stop(self) -> None:
        self.is_stopped = True

    def state(self) -> str:
        """Returns `ok`; `stopped` if the last round is too long ago."""
        last_s = self.last_round_s
        is_going = last_s is not None and time.monotonic() - last_s < SILENT_TOO_LONG_S
        return "ok" if is_going else "stopped"

    def stalls(self, now_s: float) -> list[tuple[str, str, float]]:
        """Returns job, reason and since when (monotonic seconds) of what stands still."""
        return self.pulse.stalls(now_s)

    def _do(self, job: Job) -> int:
        self.pulse.begin(job.name)
        try:
            count = job.do()
        except Exception as error:  # the other jobs and the next round must go on
            self.pulse.end(is_done=False)
            _log.error("job failed", job=job.name, error=type(error).__name__, exc_info=True)
            return 0
        self.pulse.end(is_done=True)
        return count


class LoopApart(Loop):
    """A loop in a real thread with database connections of its own.

    Neither an event loop that stands still nor an exhausted pool holds it up."""

    CONNECTIONS = 2

    def __init__(self, url: str, jobs: tuple[Job, ...], *, patience_s: float = STALLED_AFTER_S):
        super().__init__(jobs, patience_s=patience_s)
        self._url = url

    def begin(self) -> None:
        self.pulse.end_round()
        os_threads.start(self.run)

    def stalls(self, now_s: float) -> list[tuple[str, str, float]]:
        if self.pulse.is_idle and now_s - self.pulse.round_s > STALLED_AFTER_S:
            return [(next(iter(self._due)).name, STANDS_STILL, self.pulse.round_s)]
        return super().stalls(now_s)

    def run(self) -> None:
        database = Database(self._url, pool_size=self.CONNECTIONS, timeouts=BRIEF)
        watch_progress(database)
        with using(database):
            super().run()
