"""What each worker of this machine says of itself: a small file a worker in the instance folder.

A worker holds a lock on its file while it lives, whatever ends it. A file that is locked and no
longer written belongs to a worker that stands still.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from carecircle.jobs.pulse import Stall

SIZE = 4096
MOST_STALLS = 12
SILENT_AFTER_S = 3.5
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def folder_of(instance_path: Path) -> Path:
    return instance_path / "workers"


class OwnState:
    """The file of this worker. is_vital: it escalates emergencies."""

    def __init__(self, instance_path: Path, *, is_vital: bool):
        folder = folder_of(instance_path)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
        self._is_vital = is_vital
        fresh = self.path.with_suffix(".new")  # it gets its name once it is locked
        self._descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        self.write(())
        fresh.rename(self.path)

    def write(self, stalls: Iterable[Stall]) -> None:
        """Writes in place, which needs no space on a full disk."""
        state = {
            "worker": os.getpid(),
            "is_vital": self._is_vital,
            "boot": _boot_id(),
            "at": time.monotonic(),
            "stalls": [asdict(one) for one in list(stalls)[:MOST_STALLS]],
        }
        os.pwrite(self._descriptor, json.dumps(state).encode().ljust(SIZE), 0)

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def all_stalls(instance_path: Path) -> list[Stall]:
    """Returns what stands still in any worker of this machine; removes files of dead workers."""
    now_s, boot = time.monotonic(), _boot_id()
    found: list[Stall] = []
    for path in sorted(folder_of(instance_path).glob("*.json")):
        if not _is_alive(path):
            path.unlink(missing_ok=True)
        else:
            found.extend(_stalls_in(path, now_s, boot))
    return found


def _stalls_in(path: Path, now_s: float, boot: str) -> Iterator[Stall]:
    try:
        state = json.loads(path.read_bytes())
    except (OSError, ValueError):  # gone, or just being written
        return
    if state["boot"] != boot:  # of another machine, which reports it itself
        return
    if now_s - state["at"] > SILENT_AFTER_S:
        words = (state["worker"], "worker", "does not go on", state["at"], state["is_vital"])
        yield Stall(*words)
    else:
        yield from (Stall(**one) for one in state["stalls"])


def _is_alive(path: Path) -> bool:
    """Returns whether a process holds the lock of this file."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _boot_id() -> str:
    """Returns what tells this run of this machine from others: their clocks are not comparable."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""
