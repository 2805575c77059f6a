"""The small disk is really full, both ways, and writes work again afterwards."""

import subprocess
import sys
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


@pytest.mark.parametrize("is_root", [True, False])
def test_writes_are_refused_while_it_is_full(
    is_root: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_root:
        monkeypatch.setattr(small_disk, "MOUNT", "no-such-program")
    disk, log = SmallDisk(tmp_path / "disk"), tmp_path / "log"
    log.write_bytes(b"long" * 10_000)
    command = [sys.executable, "-c", WRITES, str(disk.folder / "file")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, bufsize=1, **pipes) as writer:  # type: ignore[call-overload]

        def ask() -> str:
            writer.stdin.write("write\n")
            return str(writer.stdout.readline()).strip()

        assert ask() == "written"
        with disk.filled([writer.pid], log) as is_full:
            assert is_full
            assert ask() in ("refused", "cut short")
        assert ask() == "written"
        writer.stdin.close()
    disk.close()
