"""The time is read in one place and is an argument everywhere else."""

from tests.walls.source import called, modules, name, tree

READERS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
READERS |= {("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime")}


def test_only_the_clock_reads_the_time() -> None:
    readers = {
        name(path)
        for path in modules()
        if {(owner.rsplit(".", 1)[-1], verb) for owner, verb in called(tree(path))} & READERS
    }
    assert readers == {"clock.py"}
