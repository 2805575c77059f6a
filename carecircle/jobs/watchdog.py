"""Notices in each worker that a job or the event loop stands still, from a thread of its own."""

import math
import os
import threading
import time
from collections.abc import Callable, Sequence

import structlog

from carecircle.config import Settings
from carecircle.db.timeouts import ANSWER_S
from carecircle.jobs import os_threads
from carecircle.jobs.loop import Loop
from carecircle.jobs.operator_mail import OperatorMail
from carecircle.jobs.pulse import STALLED_AFTER_S, STANDS_STILL, Stall
from carecircle.jobs.worker_states import OwnState, all_stalls

LOOK_S = 0.5
HANGS_AFTER_S = ANSWER_S + 10
LOOKS_UNTIL_REPLACED = 10
BEAT_S = 0.25
_log = structlog.get_logger("carecircle.watchdog")


class Watchdog:
    """loops: those whose jobs are watched. on_hang: called where escalation has not gone on for a
    while, which no limit of a wait for the database explains: the worker is to be replaced."""

    def __init__(self, settings: Settings, loops: Sequence[Loop]):
        self._settings, self._loops = settings, loops
        self._mail = OperatorMail(settings)
        self._beat_s = math.inf
        self._logged: set[str] = set()
        self._looks_hung = 0
        self.on_hang: Callable[[], None] = lambda: None
        self.is_stopped = False

    def begin(self) -> None:
        """Starts watching, for the life of the process."""
        self._beat_s = time.monotonic()
        threading.Thread(target=self._beat, name="event-loop", daemon=True).start()
        os_threads.start(self._watch)

    def stalls(self) -> list[Stall]:
        """Returns what stands still in any worker of this machine."""
        return all_stalls(self._settings.instance_path)

    def loop_lag_s(self) -> float:
        """Returns for how long the event loop of this worker has been standing still."""
        return max(0.0, time.monotonic() - self._beat_s - BEAT_S)

    def own_stalls(self) -> list[Stall]:
        """Returns what stands still in this worker."""
        now_s, worker = time.monotonic(), os.getpid()
        found = [
            Stall(worker, job, why, since_s, loop.is_vital)
            for loop in self._loops
            for job, why, since_s in loop.stalls(now_s)
        ]
        if now_s - self._beat_s > STALLED_AFTER_S:
            found.append(Stall(worker, "event loop", STANDS_STILL, self._beat_s))
        return found

    def _beat(self) -> None:
        while not self.is_stopped:
            self._beat_s = time.monotonic()
            time.sleep(BEAT_S)

    def _watch(self) -> None:
        own: OwnState | None = None
        while not self.is_stopped:
            try:
                own = own or self._open()
                self._look(own)
            except Exception as error:  # a full disk, for example; the next look may succeed
                _log.error("the watchdog failed", error=type(error).__name__)
            os_threads.sleep(LOOK_S)
        if own is not None:
            own.remove()

    def _open(self) -> OwnState:
        is_vital = any(loop.is_vital for loop in self._loops)
        return OwnState(self._settings.instance_path, is_vital=is_vital)

    def _look(self, own: OwnState) -> None:
        mine = self.own_stalls()
        self._log_changes(mine)
        self._replace_if_hung(mine)
        own.write(mine)
        self._mail.tell(self.stalls())

    def _replace_if_hung(self, stalls: list[Stall]) -> None:
        """Counts looks and not time alone: after a pause of the whole process it goes on first."""
        before_s = time.monotonic() - HANGS_AFTER_S
        is_hung = any(
            one.is_vital and one.why == STANDS_STILL and one.since_s < before_s for one in stalls
        )
        self._looks_hung = self._looks_hung + 1 if is_hung else 0
        if self._looks_hung == LOOKS_UNTIL_REPLACED:
            _log.error("escalation hangs, the worker is replaced")
            self.on_hang()

    def _log_changes(self, stalls: list[Stall]) -> None:
        names = {one.what for one in stalls}
        for one in stalls:
            if one.what not in self._logged:
                _log.error("stands still", what=one.what, why=one.why)
        for what in self._logged - names:
            _log.info("goes on again", what=what)
        self._logged = names
