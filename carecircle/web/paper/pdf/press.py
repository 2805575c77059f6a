"""The processes that draw, as a worker keeps them: made when first needed, used again."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

DRAWN = Path(__file__).with_name("drawn.py")
LONGEST_S = 30
KEPT = ("PATH", "HOME", "LANG", "XDG_CACHE_HOME")


class Ended(Exception):
    """The process is gone, with this exit code."""

    def __init__(self, code: int):
        super().__init__(f"The process that draws ended with {code}")
        self.code = code


class Press:
    """One process that draws a page at a time. It ends with its worker, or by itself when idle."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        self._ours.settimeout(LONGEST_S)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(DRAWN)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in KEPT if name in os.environ},
                start_new_session=True,
            )

    def draw(self, page: bytes) -> bytes:
        """The PDF of a page told in one line. After whatever it raises it is used no more."""
        try:
            return self._drawn(page)
        except (BrokenPipeError, ConnectionResetError, EOFError):
            raise Ended(self._process.wait(LONGEST_S)) from None

    def _drawn(self, page: bytes) -> bytes:
        with self._ours.makefile("rwb") as stream:
            stream.write(page + b"\n")
            stream.flush()
            head = stream.readline().split()
            told = stream.read(int(head[1])) if head else b""
        if not head or len(told) < int(head[1]):
            raise EOFError
        if head[0] != b"pdf":
            raise RuntimeError(told.decode(errors="replace")[-2000:])
        return told

    def end(self) -> None:
        """Whatever it is doing, and what it started."""
        self._ours.close()
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
