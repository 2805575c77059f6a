"""One shift: its page, checking in and checking out."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Response, g, jsonify, make_response
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.errors import ActionError
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications.giving.queries import doses_of_day
from carecircle.care.recipients.queries import recipients_of
from carecircle.care.shifts import actions, inputs, queries, rules
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.shared.members import members_of
from carecircle.web.shared.since import since_last_here
from carecircle.web.shifts.blueprint import bp
from carecircle.web.shifts.resources import outcome_of, resource
from carecircle.web.shifts.views import shift_view

SHOW = "shifts/show.html"


@bp.get("/families/<id:family>/shifts/<id:shift>")
def shift(family: str, shift: str) -> Response:
    if wants_json():
        with reading() as session:
            found = queries.the_shift(session, family, shift)
            return make_response(jsonify(resource(session, found)))
    return render_page(SHOW, values={}, errors={}, **_shown(family, shift))


@bp.post("/families/<id:family>/shifts/<id:shift>/start")
@reads_body(NoInput)
def start(family: str, shift: str) -> Response:
    def check_in() -> WriteResult:
        outcome = outcome_of(actions.start_shift(g.actor, shift))
        return replace(outcome, page=outcome.location)  # the page that says what is new

    try:
        return write(check_in)
    except ActionError as error:
        return form_again(error, SHOW, **_shown(family, shift))


@bp.post("/families/<id:family>/shifts/<id:shift>/end")
@reads_body(inputs.EndInput)
def end(family: str, shift: str) -> Response:
    def check_out() -> WriteResult:
        why = inputs.EndInput.read(submitted()).why
        with reading() as session:
            missing = unrecorded_doses(session, family)
        return outcome_of(actions.end_shift(g.actor, shift, why, missing))

    try:
        return write(check_out)
    except ActionError as error:
        return form_again(error, SHOW, **_shown(family, shift))


def unrecorded_doses(session: Session, family: str) -> list[str]:
    """Returns today's doses that are due or late and have no outcome, in words."""
    now = clock.now()
    return [
        f"{dose.medication.name} {dose.dose.local_time}"
        for recipient in recipients_of(session, family)
        for dose in doses_of_day(session, family, times.today(recipient.zone), recipient.id)
        if dose.state(now) in ("due", "late")
    ]


def _start_from(begin: datetime) -> str | None:
    """Returns when checking in opens, in words; None if it is open now."""
    first = begin - rules.EARLIEST_CHECK_IN
    return times.when_words(first, g.zone) if clock.now() < first else None


def _shown(family: str, shift_id: str) -> dict[str, Any]:
    with reading() as session:
        found = queries.the_shift(session, family, shift_id)
        members = members_of(session, family)
        return {
            "shift": shift_view(found, g.zone, members, []),
            "day_words": times.day_words(
                times.local(found.starts_at, g.zone).date(), times.today(g.zone)
            ),
            "ended_why": found.ended_why,
            "missing": unrecorded_doses(session, family) if found.is_on_duty else [],
            "since": since_last_here(family)
            if found.is_on_duty and found.member_id == g.actor.member_id
            else None,
            "seq": g.head.seq,
            "start_from": _start_from(found.starts_at),
            "is_mine": found.member_id == g.actor.member_id,
            "may_work": permissions.allows(g.actor.role, "shift:work"),
            "may_plan": permissions.allows(g.actor.role, "shift:plan"),
            "nav": "shifts",
        }
