"""The polled partials: 304 by version while nothing happened, after the guard's one query; and the
same bytes for all who ask for the same version at once, as everybody does after an alarm.
"""

import time
from collections.abc import Callable

from flask import Response, current_app, g, make_response, request

from carecircle import clock
from carecircle.events.idempotency import digest
from carecircle.web.language import times
from carecircle.web.language.translation import language

CACHE = "private, no-cache"
SHARED_S = 2.0  # short: what is late changes with the clock, without an event

Shared = dict[str, tuple[float, str]]


def polled(render: Callable[[], str]) -> Response:
    """Answer with what render() makes, the same for all of a role, unless the browser has it.

    Weakly compared: a proxy that compresses makes `W/"..."` of our tag.
    """
    known = request.if_none_match.contains_weak(_version())
    response = make_response("", 304) if known else make_response(_rendered(render))
    response.set_etag(_version())
    response.headers["Cache-Control"] = CACHE
    return response


def _version() -> str:
    """Changes with the family's log, the role, the language and the family's day; and each
    quarter of an hour, for an appointment passes without an event."""
    now = times.local(clock.now(), g.zone)
    day = f"{now.date().isoformat()} {now.hour} {now.minute // 15}"
    return digest(request.path, str(g.head), g.actor.role, language(), day)[:24]


def _rendered(render: Callable[[], str]) -> str:
    shared: Shared = current_app.extensions.setdefault("partials", {})
    now, version = time.monotonic(), _version()
    for old in [key for key, (until, _) in shared.items() if until <= now]:
        shared.pop(old, None)
    found = shared.get(version) or (now + SHARED_S, render())
    shared[version] = found
    return found[1]
