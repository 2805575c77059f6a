"""Bundles: several static files in one response, which saves their headers."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic

from flask import current_app, url_for

_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Bundle:
    """address: of the bundle, below static/; order: the stems of its files; around: a format for
    each file; first: the text before all of them. Comments that begin a line are left out."""

    address: str
    media_type: str
    order: tuple[str, ...]
    around: str = "%s"
    first: str = ""

    def url(self) -> str:
        """Returns the URL of the bundle; it changes with any of its files, so it may be cached."""
        return url_for("static", filename=self.address, v=self.mark())

    def mark(self) -> str:
        """Returns a short hash of the content."""
        return _mark(self.content())

    def content(self) -> bytes:
        return _joined(self, Path(current_app.static_folder or ""), int(monotonic()))

    def paths(self, static: Path) -> list[Path]:
        whole = static / self.address
        return [whole.with_name(f"{name}{whole.suffix}") for name in self.order]


@lru_cache(maxsize=8)
def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@lru_cache(maxsize=8)
def _joined(bundle: Bundle, static: Path, _second: int) -> bytes:
    """Returns the content; modification times are checked once a second, not for every page."""
    paths = bundle.paths(static)
    return _read(
        bundle.first, bundle.around, tuple((path, path.stat().st_mtime_ns) for path in paths)
    )


@cache
def _read(first: str, around: str, files: tuple[tuple[Path, int], ...]) -> bytes:
    parts = (
        around % without_comments(path.read_text(encoding="utf-8")) for path, _changed_at in files
    )
    return "".join([first, *parts]).encode()


def without_comments(text: str) -> str:
    """Returns a script or stylesheet without the comments that stand on lines of their own."""
    return _COMMENT.sub("", text)
