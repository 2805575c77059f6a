"""A server process with a log of its own, ended with everything that it started."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def free_port() -> int:
    """A port that the kernel says is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """One started command; its output goes to a file, its process group is its own."""

    def __init__(self, command: Sequence[str | Path], log: Path, **options: Any):
        self.log = log
        with log.open("ab") as output:
            self._popen = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **options,
            )

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        return self._popen.poll() is None

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_until(self, is_ready: Callable[[], bool], within_s: float = 90) -> None:
        end = time.monotonic() + within_s
        while not is_ready():
            if not self.is_running or time.monotonic() > end:
                self.kill9()
                raise RuntimeError(f"it did not start:\n{self.output()[-4000:]}")
            time.sleep(0.02)

    def send(self, number: int) -> None:
        if self.is_running:
            self._popen.send_signal(number)

    def stop(self, number: int = signal.SIGTERM, within_s: float = 30) -> int:
        """Ask it to end; the whole group is killed when it does not. Returns the exit code."""
        self.send(number)
        try:
            return self._popen.wait(within_s)
        except subprocess.TimeoutExpired:
            return self.kill9()
        finally:
            self._kill_group()

    def kill9(self) -> int:
        """End the whole process group, as a power cut would."""
        self._kill_group()
        return self._popen.wait(10)

    def _kill_group(self) -> None:
        try:
            os.killpg(self._popen.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
