"""How fast all writers together go, and how far."""

import threading
import time


class Pace:
    """rate: changes a second. burst: how many begin at the same moment, as when several press.

    limit: how many may be begun until it is raised.
    """

    def __init__(self, rate: float, burst: int):
        self._every_s, self._burst = burst / rate, burst
        self._next, self._left = time.monotonic(), 0
        self._lock = threading.Lock()
        self.begun = self.done = self.limit = 0
        self.is_over = False

    def take(self) -> bool:
        """Waits for one's turn; returns whether there is one."""
        while not self.is_over:
            with self._lock:
                if self.begun < self.limit and self._has_turn(time.monotonic()):
                    self._left -= 1
                    self.begun += 1
                    return True
            time.sleep(0.01)
        return False

    def _has_turn(self, now: float) -> bool:
        if now >= self._next:
            self._next = max(self._next + self._every_s, now)
            self._left = self._burst
        return self._left > 0

    def finished(self) -> None:
        with self._lock:
            self.done += 1
