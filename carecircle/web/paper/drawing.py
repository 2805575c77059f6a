"""A page becomes a PDF in a process of its own: it takes a second of processor, holds up no
stream, cannot fetch anything, and leaves its memory with it."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore

from carecircle.care.errors import Refused

DRAWN = Path(__file__).with_name("drawn.py")
LONGEST_S = 30
NOT_INSTALLED = 3
KEPT = ("PATH", "HOME", "LANG", "XDG_CACHE_HOME")
_at_once = BoundedSemaphore(2)

Parts = dict[str, tuple[str, bytes]]


class NoPaper(Refused):
    status, code = 501, "no-pdf"

    def __init__(self) -> None:
        super().__init__("This server draws no PDF: print the page with your browser instead")


def is_installed() -> bool:
    return find_spec("weasyprint") is not None


def draw(html: str, parts: Parts, base: str) -> bytes:
    """base: the address of the site, so that links on paper are whole. Raises NoPaper."""
    if not is_installed():
        raise NoPaper
    page = {"html": html, "base": base, "parts": {at: _told(part) for at, part in parts.items()}}
    with _at_once:
        done = subprocess.run(
            [sys.executable, "-I", str(DRAWN)],
            input=json.dumps(page).encode(),
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    if done.returncode == NOT_INSTALLED:
        raise NoPaper
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


def _told(part: tuple[str, bytes]) -> tuple[str, str]:
    kind, content = part
    return kind, b64encode(content).decode()
