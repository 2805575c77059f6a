"""Polled partials: 304 while the version is unchanged, and one rendering for all who request the
same version at once, as after an alarm."""

import time
from collections.abc import Callable

from flask import Response, current_app, g, make_response, request

from carecircle import clock
from carecircle.events.idempotency import digest
from carecircle.web.language import times
from carecircle.web.language.translation import language

CACHE = "private, no-cache"
SHARED_S = 2.0  # short: lateness changes with the clock, without an event

Shared = dict[str, tuple[float, str]]


def polled(render: Callable[[], str]) -> Response:
    """Returns what render() makes, the same for all of a role, or 304 if it is unchanged.

    The ETag is compared weakly: a proxy that compresses turns it into `W/"..."`.
    """
    known = request.if_none_match.contains_weak(_version())
    response = make_response("", 304) if known else make_response(_rendered(render))
    response.set_etag(_version())
    response.headers["Cache-Control"] = CACHE
    return response


def _version() -> str:
    """Returns a version that changes with the family's log, the role, the language, the family's
    day and every quarter of an hour, because an appointment passes without an event."""
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
