"""The time is read in one place and is an argument everywhere else."""

from pathlib import Path

import pytest

from tests.walls.source import called, modules, name, tree

READERS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
READERS |= {("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime")}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_only_the_clock_reads_the_time(path: Path) -> None:
    found = {(owner.rsplit(".", 1)[-1], verb) for owner, verb in called(tree(path))} & READERS
    assert not found or name(path) == "clock.py"
