"""Addresses of static files: each changes with its file, so a browser may keep it for ever."""

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic

from flask import current_app, url_for


def asset(name: str) -> str:
    """The address of a file under static/: it changes with the file, so it may be kept for ever."""
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=mark_of(path))


def mark_of(path: Path) -> str:
    """A few characters that stand for the content of the file."""
    return _mark_in(path, int(monotonic()))


@lru_cache(maxsize=256)
def _mark_in(path: Path, _second: int) -> str:
    """Looked at anew each second."""
    return _mark(path, path.stat().st_mtime_ns)


@cache
def _mark(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
