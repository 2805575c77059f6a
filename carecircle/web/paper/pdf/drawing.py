"""A page becomes a PDF in a process of its own: it takes a while of processor, holds up no
stream, cannot fetch anything, and leaves its memory with it."""

import json
import os
from base64 import b64encode
from importlib.util import find_spec
from threading import BoundedSemaphore

from carecircle.care.errors import ActionError
from carecircle.care.translatable import lazy_gettext as _
from carecircle.web.paper.pdf.press import Ended, Press

NOT_INSTALLED = 3
_at_once = BoundedSemaphore(2)
_idle: list[Press] = []
os.register_at_fork(after_in_child=_idle.clear)

Parts = dict[str, tuple[str, bytes]]


class NoPaper(ActionError):
    status, code = 501, "no-pdf"

    def __init__(self) -> None:
        super().__init__(_("This server draws no PDF: print the page with your browser instead"))


def is_installed() -> bool:
    return find_spec("weasyprint") is not None


def draw(html: str, parts: Parts, base: str) -> bytes:
    """base: the address of the site, so that links on paper are whole. Raises NoPaper."""
    if not is_installed():
        raise NoPaper
    told = {"html": html, "base": base, "parts": {at: _told(part) for at, part in parts.items()}}
    page = json.dumps(told).encode()
    with _at_once:
        while _idle:
            try:
                return _drawn_by(_idle.pop(), page)
            except Ended:  # nobody had asked it for a while
                continue
        return _drawn_by_a_new_one(page)


def _drawn_by_a_new_one(page: bytes) -> bytes:
    try:
        return _drawn_by(Press(), page)
    except Ended as ended:
        if ended.code == NOT_INSTALLED:
            raise NoPaper from ended
        raise


def _drawn_by(press: Press, page: bytes) -> bytes:
    try:
        drawn = press.draw(page)
    except BaseException:
        press.end()
        raise
    _idle.append(press)
    return drawn


def _told(part: tuple[str, bytes]) -> tuple[str, str]:
    kind, content = part
    return kind, b64encode(content).decode()
