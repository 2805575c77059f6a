"""The scripts of a page, in the order in which they are joined: each depends on earlier ones."""

import json

from carecircle.events.catalogue import TYPES
from carecircle.web.http.bundles import Bundle

# A script that an old browser cannot run must not stop the others.
ALONE = "try{\n%s}catch(e){setTimeout(function(){throw e},0)}\n"


def _event_types() -> str:
    """Returns the event types that a server-sent stream listens for: all of them."""
    names = json.dumps([*TYPES, "withheld"], separators=(",", ":"))
    return f"(window.CareCircle=window.CareCircle||{{}}).EVENT_TYPES={names};\n"


SCRIPTS = Bundle(
    "js/all.js",
    "text/javascript",
    (
        *("words", "keys", "clock", "answers", "writes", "rows", "come-back"),
        *("live-backoff", "live-probe", "live-inbox", "live-streams", "live-polls"),
        *("live-connection", "live-proof", "live-ladder", "live-leader", "live-line", "live-morph"),
        *("live-painted", "live-place", "live-apply", "live-news", "live-freshen"),
        *("live-catchup", "live-alerts", "live-parts"),
        *("sound", "sound-report", "alarm", "alarm-signals", "alarm-over"),
        *("countdown", "raise", "push", "live-off", "live"),
        *("saving", "offline-entry", "offline-store", "offline-marks", "offline-list", "offline"),
        *("preparing", "mine"),
        *("local-time", "new-day", "tablet-lock"),
    ),
    ALONE,
    first=_event_types(),
)
# The forms for a dose and a PRN: after the others, and only on their pages.
GIVING_SCRIPTS = Bundle("js/giving.js", "text/javascript", ("form-fields", "offline-forms"), ALONE)
# The talk of a channel: after the others, and only on its page.
CHAT_SCRIPTS = Bundle("js/chat-page.js", "text/javascript", ("chat", "chat-place"), ALONE)
# What the pages need on which somebody was shown out: they ask whether they may come back.
DOOR_SCRIPTS = Bundle(
    "js/door.js", "text/javascript", ("words", "keys", "clock", "answers", "come-back"), ALONE
)
