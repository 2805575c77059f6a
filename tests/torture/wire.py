"""A wire through the run's own TCP proxy, which can be cut and silenced."""

import subprocess
import sys
import threading

from tests.servers.carecircle import ROOT


class Wire:
    """Starts the proxy; port: where to connect instead of the target."""

    def __init__(self, target: int | str):
        command = [sys.executable, "-m", "tests.torture.relay", str(target)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self._lock = threading.Lock()
        self.port = self._number()

    def cut(self, count: int = 1) -> int:
        """Break that many connections; returns how many were there to be broken."""
        return self._say(f"cut {count}")

    def silence(self) -> int:
        """The open connections carry nothing any more, and neither end is told. New ones do."""
        return self._say("silence")

    def unsilence(self) -> int:
        """Break those that are still silent."""
        return self._say("unsilence")

    def swallowed(self) -> int:
        return self._say("swallowed")

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)

    def _say(self, command: str) -> int:
        with self._lock:
            assert self._process.stdin is not None
            self._process.stdin.write(f"{command}\n")
            self._process.stdin.flush()
            return self._number()

    def _number(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())
