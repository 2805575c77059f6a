"""How fast all writers together go, and how far."""

import threading
import time


class Pace:
    """rate: changes a second. limit: how many may be begun until it is raised."""

    def __init__(self, rate: float):
        self._every_s, self._next = 1 / rate, time.monotonic()
        self._lock = threading.Lock()
        self.begun = self.done = self.limit = 0
        self.is_over = False

    def take(self) -> bool:
        """Waits for one's turn; returns whether there is one."""
        while not self.is_over:
            with self._lock:
                now = time.monotonic()
                if self.begun < self.limit and now >= self._next:
                    self._next = max(self._next + self._every_s, now - 1)
                    self.begun += 1
                    return True
            time.sleep(0.02)
        return False

    def finished(self) -> None:
        with self._lock:
            self.done += 1
