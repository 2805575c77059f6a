"""Several static files sent as one: twenty answers weigh more in headers than in content."""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic

from flask import current_app, url_for


@dataclass(frozen=True)
class Bundle:
    """address: of the whole, below static/; order: the stems of its files; around: each of them;
    first: what stands before them all."""

    address: str
    media_type: str
    order: tuple[str, ...]
    around: str = "%s"
    first: str = ""

    def url(self) -> str:
        """The address of the whole: it changes with any file, so it may be kept for ever."""
        return url_for("static", filename=self.address, v=self.mark())

    def mark(self) -> str:
        """A few characters that stand for the content."""
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
    """Looked at anew each second: a page has better to do than to ask forty files for their age."""
    paths = bundle.paths(static)
    return _read(
        bundle.first, bundle.around, tuple((path, path.stat().st_mtime_ns) for path in paths)
    )


@cache
def _read(first: str, around: str, files: tuple[tuple[Path, int], ...]) -> bytes:
    parts = (around % path.read_text(encoding="utf-8") for path, _changed_at in files)
    return "".join([first, *parts]).encode()
