"""Today: the day of one care recipient at a glance, and the polled statistics."""

from typing import Annotated, Any

from flask import (
    Blueprint,
    Response,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.errors import NotFound
from carecircle.care.feed.queries import latest_events
from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import reads_query
from carecircle.care.permissions import TABLET
from carecircle.db.session import reading
from carecircle.web.dashboard.resource import day_resource
from carecircle.web.dashboard.stats import stats_of
from carecircle.web.dashboard.strip import strip_of
from carecircle.web.http.pages import render_page
from carecircle.web.http.partials import polled
from carecircle.web.http.requests import wants_json
from carecircle.web.language import times
from carecircle.web.medications.follow_ups.work import work_of
from carecircle.web.medications.giving.counts import counts_of
from carecircle.web.medications.giving.dose_views import day_views
from carecircle.web.shared.event_lines import lines_of
from carecircle.web.shared.people import RecipientView, recipient_views
from carecircle.web.shared.since import since_last_here
from carecircle.web.shared.wording.observation_words import kinds
from carecircle.web.shifts.duty import duty_view

dashboard = Blueprint("dashboard", __name__)
FEED_LINES = 12


class DashboardInput(Input):
    recipient: Annotated[str | None, Line(most=32)] = None


@dashboard.get("/families/<id:family>/")
@reads_query(DashboardInput)
def today(family: str) -> Response:
    if g.actor.role == TABLET:  # on a shared tablet, passers-by must not see what people wrote
        return make_response(redirect(url_for("medications.doses", family=family), 303))
    recipient_id = DashboardInput.read(request.args).recipient
    with reading() as session:
        everyone = recipient_views(session, family)
        first = everyone[0] if everyone else None
        recipient = next((one for one in everyone if one.id == recipient_id), first)
        if wants_json():
            return make_response(jsonify(day_resource(session, family, everyone, recipient)))
        shown = _day(session, family, recipient) if recipient else {}
    return render_page(
        "dashboard/index.html",
        recipients=everyone,
        recipient=recipient,
        since=since_last_here(family),
        seq=g.head.seq,
        nav="today",
        may_change=permissions.allows(g.actor.role, "medication:change"),
        **shown,
    )


@dashboard.get("/families/<id:family>/stats")
def stats(family: str) -> Response:
    if wants_json():
        with reading() as session:
            return make_response(jsonify(stats_of(session, family).resource()))
    return polled(lambda: _stats(family))


def _stats(family: str) -> str:
    with reading() as session:
        shown = stats_of(session, family)
    return render_template("dashboard/_stats.html", stats=shown, family={"id": family})


@dashboard.get("/families/<id:family>/strip")
@reads_query(DashboardInput)
def strip(family: str) -> Response:
    recipient_id = DashboardInput.read(request.args).recipient
    with reading() as session:
        everyone = recipient_views(session, family)
        recipient = next((one for one in everyone if one.id == recipient_id), None)
        if recipient is None:
            raise NotFound()
        doses = day_views(session, family, recipient)
        shown = {"strip": strip_of(session, family, recipient, doses), "recipient": recipient}
    return make_response(render_template("dashboard/_strip.html", family={"id": family}, **shown))


def _day(session: Session, family: str, recipient: RecipientView) -> dict[str, Any]:
    doses = day_views(session, family, recipient)
    lines = latest_events(session, family, g.actor.role, FEED_LINES)
    on = times.today(recipient.zone)
    return {
        "day_words": times.date_words(on),
        "doses": doses,
        "counts": counts_of(doses),
        "feed": lines_of(lines, g.zone),
        "stats": stats_of(session, family),
        "duty": duty_view(session, family, g.zone),
        "strip": strip_of(session, family, recipient, doses),
        "kinds": kinds() if permissions.allows(g.actor.role, "observation:record") else {},
        "work": work_of(session, family),
        "may_give": permissions.allows(g.actor.role, "administration:record"),
    }
