"""`/healthz`: the process is alive; `/readyz`: it can serve; `/metrics`: for Prometheus."""

import ipaddress
import os

from flask import Response, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from carecircle.care.emergencies.queries import escalation_faults
from carecircle.care.errors import NotThere
from carecircle.db.answers import answers_within
from carecircle.db.session import reading
from carecircle.db.timeouts import READY_S
from carecircle.delivery.request_params import delivery
from carecircle.delivery.service import Delivery

NO_STORE = {"Cache-Control": "no-store"}


def healthz() -> tuple[Response, int, dict[str, str]]:
    """200 while the process responds."""
    return jsonify(status="ok"), 200, NO_STORE


def readyz() -> tuple[Response, int, dict[str, str]]:
    """503 only if it cannot serve. Without Redis it is `degraded` and still serves."""
    parts = {"log": _log(), "redis": _redis(), "jobs": _jobs()}
    parts["database"] = "down" if parts["log"] == "stalled" else _database()
    parts["escalation"] = _escalation(parts["database"])
    is_read = parts["log"] == parts["database"] == "ok"
    is_ready = is_read and not delivery().is_draining
    is_whole = is_ready and not {"down", "stopped", "late", "broken"} & set(parts.values())
    status = ("ok" if is_whole else "degraded") if is_ready else "unavailable"
    return jsonify(status=status, **parts), 200 if is_ready else 503, NO_STORE


def metrics() -> Response:
    """Figures for Prometheus. From this machine, or with a token of scope `metrics`."""
    has_token = g.principal is not None and "metrics" in g.principal.scopes
    if not has_token and not _is_from_here():
        raise NotThere
    registry = CollectorRegistry()
    for name, (words, value) in _figures(delivery()).items():
        gauge = Gauge(f"carecircle_{name}", words, ["worker"], registry=registry)
        gauge.labels(str(os.getpid())).set(value)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST, headers=NO_STORE)


def _figures(service: Delivery) -> dict[str, tuple[str, float]]:
    live, loop, redis = service.live, service.loop, service.live.wakeup.redis
    heard, reopened = (redis.heard_count, redis.reopened) if redis else (0, 0)
    with reading() as session:
        faults = escalation_faults(session)
    return {
        "streams": ("Open streams and sockets", len(loop.streams)),
        "streams_opened": ("Streams opened since the start", loop.counts["opened"]),
        "streams_dropped_slow": ("Streams ended because they read too slowly", loop.counts["slow"]),
        "long_polls": ("Requests that wait for news", len(service.polls)),
        "rooms": ("Families with listeners", len(live.hub.states)),
        "deliveries": ("Events handed to listeners", live.rounds.delivered),
        "sweeps": ("Times the timer looked", live.sweep.count),
        "sweep_found": ("News that no wake-up had told", live.sweep.found),
        "emergencies_open": ("Open emergencies, drills included", faults.open),
        "emergencies_overdue": ("Open emergencies whose next step is late", faults.overdue),
        "emergencies_without_step": ("Open emergencies without a next step", faults.without_step),
        "redis_healthy": ("Redis echoes", float(live.wakeup.is_redis_healthy)),
        "log_stalled": ("The log cannot be read", float(service.is_stalled)),
        "redis_heard": ("Signals heard over Redis", heard),
        "redis_reopened": ("Times the Redis connection was opened anew", reopened),
    }


def _log() -> str:
    """Returns `ok`, or `stalled`: nothing of the log has been read for more than 5 s."""
    return "stalled" if delivery().hub.log_health.is_stale else "ok"


def _database() -> str:
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
    if database != "ok":
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
