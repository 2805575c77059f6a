"""A copy of the repository's files, and commands that run in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.walls.source import ROOT

LISTED = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")


def copy_to(folder: Path) -> Path:
    """Copies what git tracks, and new files that it does not ignore."""
    listed = subprocess.run(LISTED, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def run_tests(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_module(folder, "pytest", "-q", "-p", "no:xdist", *arguments)


def run_module(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs `python -m` in the copy, with the copy's own modules."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
