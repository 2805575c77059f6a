"""A member's shifts as a calendar feed: a secret URL, and no health data."""

from datetime import timedelta

from flask import Response, g, jsonify, make_response, request

from carecircle import clock
from carecircle.auth import keys
from carecircle.care.errors import NotFound
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.shifts import actions, queries
from carecircle.care.shifts.models import Shift
from carecircle.db.session import reading
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import wants_json
from carecircle.web.http.responses import perform_once, write
from carecircle.web.language.translation import gettext as _
from carecircle.web.shifts.blueprint import bp

BACK, AHEAD = timedelta(days=30), timedelta(days=180)


@bp.get("/families/<id:family>/calendar")
def calendar_page(family: str) -> Response:
    return _page(None)


@bp.post("/families/<id:family>/calendar")
@reads_body(NoInput)
def open_calendar(family: str) -> Response:
    """Creates the URL and shows it once: only its hash is stored."""
    made: list[str] = []

    def make() -> WriteResult:
        made.append(keys.new_key())
        actions.open_calendar(g.actor, keys.hash_of(made[0]))
        return WriteResult({"open": True}, f"/families/{family}/calendar")

    outcome = perform_once(make)
    address = f"{request.host_url}calendar/{made[0]}.ics" if made else None
    if wants_json():
        return make_response(jsonify(outcome.resource | {"address": address}), outcome.status)
    return _page(address)


@bp.post("/families/<id:family>/calendar/revocation")
@reads_body(NoInput)
def close_calendar(family: str) -> Response:
    def close() -> WriteResult:
        actions.close_calendar(g.actor)
        return WriteResult({"open": False}, f"/families/{family}/calendar", status=200)

    return write(close)


@bp.get("/calendar/<token>.ics")
def calendar(token: str) -> Response:
    now = clock.now()
    with reading() as session:
        feed = queries.calendar_by(session, keys.hash_of(token))
        if feed is None:
            raise NotFound()
        found = queries.shifts_between(session, feed.family_id, now - BACK, now + AHEAD)
    mine = [shift for shift in found if shift.member_id == feed.member_id]
    response = make_response(ics_text(mine))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def ics_text(found: list[Shift]) -> str:
    """Returns RFC 5545 text without purpose or recipient: calendars are often shared."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CareCircle//EN"]
    for shift in found:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{shift.id}@carecircle",
            f"DTSTAMP:{shift.created_at:%Y%m%dT%H%M%SZ}",
            f"DTSTART:{shift.starts_at:%Y%m%dT%H%M%SZ}",
            f"DTEND:{shift.ends_at:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{_('Shift')}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _page(address: str | None) -> Response:
    with reading() as session:
        is_open = queries.has_calendar(session, g.actor.member_id or "")
    return render_page("shifts/calendar.html", address=address, is_open=is_open, nav="shifts")
