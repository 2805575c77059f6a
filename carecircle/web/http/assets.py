"""URLs of static files: each changes with its file, so browsers may cache it indefinitely."""

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic

from flask import current_app, url_for


def asset(name: str) -> str:
    """Returns the URL of a file under static/; it changes with the file's content."""
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=content_hash(path))


def content_hash(path: Path) -> str:
    """Returns a short hash of the file's content."""
    return _mark_in(path, int(monotonic()))


@lru_cache(maxsize=256)
def _mark_in(path: Path, _second: int) -> str:
    """Returns the hash; the file's modification time is checked once a second."""
    return _mark(path, path.stat().st_mtime_ns)


@cache
def _mark(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
