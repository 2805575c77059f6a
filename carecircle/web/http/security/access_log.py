"""The access log: a request id and one line per request, without paths, names or health data."""

import re
import time

import structlog
from flask import Flask, Response, g, request

from carecircle.db.base import new_id

GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_log = structlog.get_logger("carecircle.access")


def init_access_log(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    """Takes over a proxy's request id, so that both logs can be matched."""
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if GIVEN.fullmatch(given) else new_id()
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    principal = g.get("principal")
    _log.info(
        "request",
        method=request.method,
        route=str(request.url_rule or "none"),
        status=response.status_code,
        ms=round((time.perf_counter() - g.began) * 1000, 1) if "began" in g else None,
        kind=principal.kind if principal else None,
        account=principal.account_id if principal else None,
    )
    return response
