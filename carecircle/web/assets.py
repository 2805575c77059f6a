"""Addresses of static files: each carries a mark of its content, so that browsers may keep it for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app, url_for


@cache
def _mark(path: Path, changed_at: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a file under static/, e.g. asset("css/carecircle.css")."""
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=_mark(path, path.stat().st_mtime))


def register(app: Flask) -> None:
    app.jinja_env.globals["asset"] = asset
