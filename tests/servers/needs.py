"""What the machine must have for a test: its absence fails the test, or skips it on request."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

MISSING: dict[str, str] = {}


def need(name: str, candidates: Iterable[str | Path], how: str) -> Path:
    """The first candidate that can be run; without one the test fails, unless ALLOW_SKIP=1."""
    for candidate in candidates:
        found = shutil.which(str(candidate))
        if found:
            return Path(found)
    MISSING[name] = how
    if os.environ.get("ALLOW_SKIP") == "1":
        pytest.skip(f"{name} is not here: {how}")
    pytest.fail(f"{name} is not here: {how} (ALLOW_SKIP=1 skips what needs it)", pytrace=False)
