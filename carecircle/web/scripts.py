"""The page's own scripts, sent as one: twenty answers weigh more in headers than in script."""

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, url_for

TOGETHER = "js/all.js"
ORDER = (
    *("words", "keys", "ask", "live-backoff", "live-inbox", "live-streams", "live-polls"),
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
    return hashlib.sha256(joined()).hexdigest()[:12]


def joined() -> bytes:
    paths = [Path(current_app.static_folder or "") / f"js/{name}.js" for name in ORDER]
    return _joined(tuple((path, path.stat().st_mtime_ns) for path in paths))


@cache
def _joined(files: tuple[tuple[Path, int], ...]) -> bytes:
    return "".join(ALONE % path.read_text(encoding="utf-8") for path, _changed_at in files).encode()
