"""The polled partials: 304 by version while nothing happened, after the guard's one query."""

from flask import Response, g, make_response, request

from carecircle import clock
from carecircle.events.idempotency import digest
from carecircle.web import times
from carecircle.web.words import language

CACHE = "private, no-cache"


def version() -> str:
    """Changes with the family's log, the role, the language and the family's day; and each
    quarter of an hour, for an appointment passes without an event."""
    now = times.local(clock.now(), g.zone)
    day = f"{now.date().isoformat()} {now.hour} {now.minute // 15}"
    return digest(request.path, str(g.head), g.actor.role, language(), day)[:24]


def not_modified() -> Response | None:
    """The answer to a browser that has this version already.

    Weakly compared: a proxy that compresses makes `W/"..."` of our tag.
    """
    if not request.if_none_match.contains_weak(version()):
        return None
    response = make_response("", 304)
    return _marked(response)


def partial(html: str) -> Response:
    return _marked(make_response(html))


def _marked(response: Response) -> Response:
    response.set_etag(version())
    response.headers["Cache-Control"] = CACHE
    return response
