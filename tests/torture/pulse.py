"""How far the run itself is held up, on a machine that is busy with something else."""

import threading
import time

EVERY_S = 0.05


class Pulse(threading.Thread):
    """late: by how many seconds it woke too late, each time. Clients and writers wait as long."""

    def __init__(self) -> None:
        super().__init__(name="pulse", daemon=True)
        self.late: list[float] = []
        self.is_over = False

    def run(self) -> None:
        while not self.is_over:
            due = time.monotonic() + EVERY_S
            time.sleep(EVERY_S)
            self.late.append(max(0.0, time.monotonic() - due))
