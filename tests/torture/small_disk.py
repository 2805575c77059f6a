"""A disk that can be full.

As root on Linux it is a small file system in memory, which is really full. Elsewhere the size of
the files that a worker may write is limited, which SQLite reports as an error of the disk.
"""

import errno
import os
import resource
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOUNT = "mount"
SIZE_MB = 256
LIMIT_BYTES = 16_384
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


class SmallDisk:
    """how: which of the two it is, for the report."""

    def __init__(self, folder: Path):
        self.folder, self.is_mounted = folder, False
        folder.mkdir(parents=True)
        mount = [MOUNT, "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "none", str(folder)]
        with suppress(OSError):
            self.is_mounted = not subprocess.run(mount, capture_output=True).returncode
        self.how = "tmpfs" if self.is_mounted else "RLIMIT_FSIZE"

    @contextmanager
    def filled(self, pids: Iterable[int], log: Path) -> Iterator[bool]:
        """Yields whether it is seen to be full. pids: of those who write; log: theirs."""
        with self._filled() if self.is_mounted else _limited(list(pids), log) as is_full:
            yield is_full

    @contextmanager
    def _filled(self) -> Iterator[bool]:
        ballast = self.folder / "ballast"
        try:
            yield _write_until_full(ballast)
        finally:
            ballast.unlink()

    def close(self) -> None:
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], capture_output=True, check=True)


def _write_until_full(ballast: Path) -> bool:
    """Returns whether it is full. In smaller and smaller blocks, so that no page finds room."""
    seen = []
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            seen.append(_fill(file.fileno(), b"\0" * size))
    return set(seen) == {errno.ENOSPC}


def _fill(descriptor: int, block: bytes) -> int:
    """Returns the error that ended it."""
    while True:
        try:
            os.write(descriptor, block)
        except OSError as error:
            return error.errno or 0


@contextmanager
def _limited(pids: list[int], log: Path) -> Iterator[bool]:
    """Their log is emptied first: it must not be what is over the limit."""
    os.truncate(log, 0)
    limit = (LIMIT_BYTES, resource.RLIM_INFINITY)
    for pid in pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)
    try:
        yield all(resource.prlimit(pid, resource.RLIMIT_FSIZE) == limit for pid in pids)
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, UNLIMITED)
