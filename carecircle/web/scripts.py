"""The page's own scripts, sent as one: twenty answers weigh more in headers than in script."""

import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic

from flask import current_app, url_for

from carecircle.events.catalogue import TYPES

TOGETHER = "js/all.js"
ORDER = (
    *(
        "words",
        "keys",
        "ask",
        "live-backoff",
        "live-probe",
        "live-inbox",
        "live-streams",
        "live-polls",
    ),
    *("live-connection", "live-ladder", "live-leader", "live-line", "live-morph"),
    *(
        "live-painted",
        "live-place",
        "live-apply",
        "live-news",
        "live-freshen",
        "live-catchup",
        "live-alerts",
    ),
    *(
        "live-hints",
        "sound",
        "sound-report",
        "alarm",
        "alarm-signals",
        "alarm-over",
        "countdown",
        "raise",
        "push",
    ),
    *(
        "live",
        "saving",
        "outbox",
        "preparing",
        "mine",
        "local-time",
        "chat",
        "chat-place",
        "new-day",
        "tablet-lock",
    ),
)
# One that an old browser cannot run must not take the others with it.
ALONE = "try{\n%s}catch(e){setTimeout(function(){throw e},0)}\n"


def scripts() -> str:
    """The address of all of them: it changes with any of them."""
    return url_for("static", filename=TOGETHER, v=mark())


def mark() -> str:
    return _mark(joined())


@lru_cache(maxsize=1)
def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def joined() -> bytes:
    return _joined(Path(current_app.static_folder or "") / "js", int(monotonic()))


@lru_cache(maxsize=1)
def _joined(folder: Path, _second: int) -> bytes:
    """Looked at anew each second: a page has better to do than to ask forty files for their age."""
    paths = [folder / f"{name}.js" for name in ORDER]
    return _read(tuple((path, path.stat().st_mtime_ns) for path in paths))


@cache
def _read(files: tuple[tuple[Path, int], ...]) -> bytes:
    alone = (ALONE % path.read_text(encoding="utf-8") for path, _changed_at in files)
    return "".join([_event_types(), *alone]).encode()


def _event_types() -> str:
    """The types of event that a server-sent stream listens for: every one there is."""
    names = json.dumps([*TYPES, "withheld"], separators=(",", ":"))
    return f"(window.CareCircle=window.CareCircle||{{}}).EVENT_TYPES={names};\n"
