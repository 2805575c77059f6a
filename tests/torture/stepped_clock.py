"""A clock of the server's own, which can be put forward and back while it runs.

libfaketime lies to the whole process about the time of day; the monotonic clock stays true.
"""

import os
from pathlib import Path

import pytest

from tests.servers.needs import MISSING

HOW = "`apt-get install libfaketime`"
FOLDERS = [Path("/usr/lib"), Path("/usr/local/lib")]


def library() -> Path:
    """Returns the library; without it the test fails, unless ALLOW_SKIP=1."""
    for folder in FOLDERS:
        for found in folder.glob("**/faketime/libfaketime.so.1"):
            return found
    MISSING["libfaketime"] = HOW
    if os.environ.get("ALLOW_SKIP") == "1":
        pytest.skip(f"libfaketime is not here: {HOW}")
    pytest.fail(f"libfaketime is not here: {HOW}", pytrace=False)


class SteppedClock:
    def __init__(self, folder: Path):
        self._file = folder / "clock"
        self.step_to(0)
        self.environment = {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_RESET": "1",
        }

    def step_to(self, seconds: int) -> None:
        """So many seconds off the true time from now on."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{seconds:+d}", encoding="ascii")
        new.rename(self._file)
