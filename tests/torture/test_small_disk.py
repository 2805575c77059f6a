"""The small disk is really full, both ways, and writes work again afterwards."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import small_disk
from tests.torture.small_disk import SmallDisk

WRITES = """
import sys
for line in sys.stdin:
    try:
        with open(sys.argv[1], "ab", buffering=0) as file:
            print("written" if file.write(b"x" * 100_000) == 100_000 else "cut short", flush=True)
    except OSError:
        print("refused", flush=True)
"""


@pytest.fixture(params=[small_disk.MOUNT, "no-such-program"], ids=["tmpfs", "limit"])
def disk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SmallDisk]:
    """With and without the right to mount; without it the first falls back to the second."""
    monkeypatch.setattr(small_disk, "MOUNT", request.param)
    disk = SmallDisk(tmp_path / "disk")
    yield disk
    disk.close()


class Writer:
    """Appends to a file on the disk, in a process of its own."""

    def __init__(self, disk: SmallDisk):
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITES, str(disk.folder / "file")],
            text=True,
            bufsize=1,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def write(self) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("write\n")
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.communicate()


def test_writes_are_refused_while_it_is_full(disk: SmallDisk, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"long" * 10_000)
    writer = Writer(disk)
    assert writer.write() == "written"
    with disk.filled([writer.process.pid], log) as is_full:
        assert is_full
        assert writer.write() in ("refused", "cut short")
    assert writer.write() == "written"
    writer.close()
