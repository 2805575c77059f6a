"""The visit summary: a page to print, with questions to ask and room to write."""

from typing import Any

from flask import Response, g, jsonify, make_response, request
from flask_babel import format_date

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.inputs.declared import reads_query
from carecircle.care.medications.regimens import medications_of
from carecircle.care.sheets.queries import the_recipient_of
from carecircle.care.summaries.visit import visit
from carecircle.db.session import reading
from carecircle.web.agenda.pages import item_resource
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import wants_json
from carecircle.web.language import times
from carecircle.web.medications.chart import adherence
from carecircle.web.medications.chart.grid import ChartContext
from carecircle.web.medications.chart.pages import prn_lines
from carecircle.web.paper.visit_summary import changes
from carecircle.web.paper.visit_summary.measured import measured
from carecircle.web.paper.visit_summary.period import LENGTHS, Period, PeriodInput, period
from carecircle.web.shared.people import initials_of, the_recipient_view


@reads_query(PeriodInput)
def visit_summary(family: str, recipient: str) -> Response:
    with reading() as session:
        about = the_recipient_of(session, family, recipient)
        today, now = times.today(about.zone), clock.now()
        asked = period(request.args, today)
        found = visit(session, about, asked.first, asked.last)
        shown: dict[str, Any] = {
            "recipient": the_recipient_view(session, family, recipient),
            "conditions": about.conditions,
            "medications": [m.name for m, _r in medications_of(session, family, recipient)],
            "adherence": adherence.shown(found.stretch, now),
            "changes": changes.changes(found, about.zone),
            "incidents": changes.incidents(found, about.zone),
            "measured": measured(session, found.observations, recipient, about.zone),
            "questions": found.questions,
        }
        hand = ChartContext(initials_of(session, family), today, now)
    if wants_json():
        return make_response(jsonify(_resource(recipient, asked, shown)))
    prn = prn_lines(found.stretch, about.zone, hand)
    return render_page("paper/visit.html", **shown, **_around(asked, about.zone), prn=prn)


def _around(asked: Period, zone: str) -> dict[str, Any]:
    return {
        "period": asked,
        "period_words": " – ".join(
            format_date(on, "d MMM yyyy") for on in (asked.first, asked.last)
        ),
        "lengths": LENGTHS,
        "may_ask": permissions.allows(g.actor.role, "agenda:change"),
        "as_of": times.when_words(clock.now(), zone),
        "is_blank": False,
        "nav": "people",
    }


def _resource(recipient: str, asked: Period, shown: dict[str, Any]) -> dict[str, Any]:
    told = {name: [_told(line) for line in shown[name]] for name in ("changes", "incidents")}
    return {
        "recipient": recipient,
        "since": asked.first.isoformat(),
        "until": asked.last.isoformat(),
        "adherence": shown["adherence"].resource,
        **told,
        "observations": [
            {name: kind[name] for name in ("kind", "count", "range", "beyond")}
            for kind in shown["measured"]
        ],
        "questions": [item_resource(one) for one in shown["questions"]],
    }


def _told(line: dict[str, Any]) -> dict[str, Any]:
    return {"at": line["at"].isoformat(), "words": line["words"], "said": line["said"]}
