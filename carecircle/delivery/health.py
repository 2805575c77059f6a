"""`/healthz`: the process is alive; `/readyz`: it can serve; `/metrics`: for Prometheus."""

import ipaddress
import os
import time

from flask import Response, current_app, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from carecircle.care.emergencies.queries import escalation_faults
from carecircle.care.errors import NotFound
from carecircle.db.answers import answers_within
from carecircle.db.gate import UNAVAILABLE, Gate
from carecircle.db.schema import DatabaseNotReady
from carecircle.db.session import reading
from carecircle.db.timeouts import READY_S
from carecircle.delivery.request_params import delivery
from carecircle.delivery.service import Delivery, Stall

BAD = {"down", "stopped", "late", "broken"}
NO_STORE = {"Cache-Control": "no-store"}


def healthz() -> tuple[Response, int, dict[str, str]]:
    """200 while the process responds."""
    return jsonify(status="ok"), 200, NO_STORE


def readyz() -> tuple[Response, int, dict[str, str]]:
    """503 only if it cannot serve, or if escalation stands still in any worker of this machine.
    Without Redis it is `degraded` and still serves."""
    stalls, problem = delivery().stalls(), _gate().problem
    parts = {"log": _log(), "redis": _redis(), "jobs": _jobs()}
    parts["database"] = "down" if parts["log"] == "stalled" else _database()
    parts["escalation"] = _escalation(parts["database"])
    if any(one.is_vital for one in stalls):
        parts["escalation"] = "stalled"
    is_read = parts["log"] == parts["database"] == "ok"
    is_serving = is_read and problem is None and not delivery().is_draining
    is_ready = is_serving and parts["escalation"] != "stalled"
    is_whole = is_ready and not stalls and not BAD & set(parts.values())
    status = ("ok" if is_whole else "degraded") if is_ready else "unavailable"
    more = {"stalls": [_stall(one) for one in stalls], "problem": problem and str(problem)}
    return jsonify(status=status, **parts, **more), 200 if is_ready else 503, NO_STORE


def _gate() -> Gate:
    """Returns the gate of the database, after a check of it."""
    gate: Gate = current_app.extensions["database_gate"]
    gate.is_ready()
    return gate


def _stall(stall: Stall) -> dict[str, object]:
    since_s = round(time.monotonic() - stall.since_s)
    return {"worker": stall.worker, "what": stall.what, "why": stall.why, "for_s": since_s}


def metrics() -> Response:
    """Figures for Prometheus. From this machine, or with a token of scope `metrics`."""
    has_token = g.principal is not None and "metrics" in g.principal.scopes
    if not has_token and not _is_from_here():
        raise NotFound
    registry = CollectorRegistry()
    for name, (words, value) in _figures(delivery()).items():
        gauge = Gauge(f"carecircle_{name}", words, ["worker"], registry=registry)
        gauge.labels(str(os.getpid())).set(value)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST, headers=NO_STORE)


def _figures(service: Delivery) -> dict[str, tuple[str, float]]:
    live, loop, redis = service.live, service.loop, service.live.wakeup.redis
    heard, reopened = (redis.heard_count, redis.reopened) if redis else (0, 0)
    return {
        "streams": ("Open streams and sockets", len(loop.streams)),
        "streams_opened": ("Streams opened since the start", loop.counts["opened"]),
        "streams_dropped_slow": ("Streams ended because they read too slowly", loop.counts["slow"]),
        "long_polls": ("Requests that wait for news", len(service.polls)),
        "rooms": ("Families with listeners", len(live.hub.states)),
        "deliveries": ("Events handed to listeners", live.dispatcher.delivered),
        "sweeps": ("Rounds of the poller", live.poller.count),
        "sweep_found": ("Events found by polling", live.poller.found),
        "redis_healthy": ("Redis echoes", float(live.wakeup.is_redis_healthy)),
        "log_stalled": ("The log cannot be read", float(service.is_stalled)),
        "redis_heard": ("Signals heard over Redis", heard),
        "redis_reopened": ("Times the Redis connection was opened anew", reopened),
        **_stall_figures(service),
        **_emergency_figures(),
    }


def _stall_figures(service: Delivery) -> dict[str, tuple[str, float]]:
    stalls = service.stalls()
    vital = sum(one.is_vital for one in stalls)
    return {
        "stalls": ("Jobs, event loops and workers of this machine that stand still", len(stalls)),
        "escalation_stalls": ("Those of them without which nothing is escalated", vital),
        "event_loop_lag_seconds": ("How long this event loop stands still", service.loop_lag_s()),
        "database_ready": ("The database can be served", float(_gate().is_open)),
    }


def _emergency_figures() -> dict[str, tuple[str, float]]:
    """Returns nothing while the database is away: the other figures are needed all the more."""
    try:
        _gate().check()
        with reading() as session:
            faults = escalation_faults(session)
    except (SQLAlchemyError, DatabaseNotReady):
        return {}
    return {
        "emergencies_open": ("Open emergencies, drills included", faults.open),
        "emergencies_overdue": ("Open emergencies whose next step is late", faults.overdue),
        "emergencies_without_step": ("Open emergencies without a next step", faults.without_step),
    }


def _log() -> str:
    """Returns `ok`, or `stalled`: nothing of the log has been read for more than 5 s."""
    return "stalled" if delivery().hub.log_health.is_stale else "ok"


def _database() -> str:
    problem = _gate().problem
    if problem is not None and problem.code == UNAVAILABLE:
        return "down"
    try:
        with answers_within(READY_S), reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return "down"
    return "ok"


def _redis() -> str:
    wakeup = delivery().live.wakeup
    if wakeup.redis is None:
        return "none"
    return "ok" if wakeup.redis.is_healthy else "down"


def _jobs() -> str:
    return delivery().jobs_state()


def _escalation(database: str) -> str:
    """Returns `ok`, `late`, `broken` (an open emergency has no next step) or `unknown`."""
    if database != "ok" or not _gate().is_open:
        return "unknown"
    try:
        with answers_within(READY_S), reading() as session:
            faults = escalation_faults(session)
    except SQLAlchemyError:
        return "unknown"
    if faults.without_step:
        return "broken"
    return "late" if faults.overdue else "ok"


def _is_from_here() -> bool:
    """Returns whether the request comes from this machine and not through a proxy on it."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
