"""The rota: view by week or month, plan, claim, offer, cancel."""

from datetime import date
from typing import Annotated, Any

from flask import Response, g, jsonify, make_response, request

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.errors import ActionError
from carecircle.care.families.queries import present_members
from carecircle.care.inputs import Choice, Input, Line, LocalDate, NoInput
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.care.shifts import actions, inputs, queries
from carecircle.care.shifts.models import Shift
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.paging import MOST, next_of
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shifts import spans
from carecircle.web.shifts.blueprint import bp
from carecircle.web.shifts.duty import duty_view
from carecircle.web.shifts.resources import outcome_of, resource
from carecircle.web.shifts.views import day_views


class RotaInput(Input):
    on: Annotated[date | None, LocalDate()] = None
    view: Annotated[str | None, Choice(("week", "month"))] = None
    after: Annotated[str | None, Line(most=32)] = None


@bp.get("/families/<id:family>/shifts")
@reads_query(RotaInput)
def rota(family: str) -> Response:
    query = RotaInput.read(request.args)
    if wants_json():
        return _listed(family, query.after)
    span = spans.month_of if query.view == "month" else spans.week_of
    shown = span(query.on or times.today(g.zone), times.today(g.zone))
    with reading() as session:
        days = day_views(session, family, g.zone, shown.days)
        duty = duty_view(session, family, g.zone)
    return render_page(
        "shifts/index.html",
        span=shown,
        weeks=[days[n : n + 7] for n in range(0, len(days), 7)],
        duty=duty,
        view=query.view or "week",
        today=times.today(g.zone).isoformat(),
        may_work=permissions.allows(g.actor.role, "shift:work"),
        nav="shifts",
    )


@bp.get("/families/<id:family>/shifts/new")
def new_shift(family: str) -> Response:
    return render_page("shifts/new.html", values={}, errors={}, **_form(family))


@bp.post("/families/<id:family>/shifts")
@reads_body(inputs.ShiftInput)
def plan_shift(family: str) -> Response:
    def plan() -> WriteResult:
        planned = actions.plan_shifts(g.actor, inputs.ShiftInput.read(submitted()))
        return outcome_of(planned[0], 201)

    try:
        return write(plan)
    except ActionError as error:
        return form_again(error, "shifts/new.html", **_form(family))


@bp.post("/families/<id:family>/shifts/<id:shift>/claim")
@reads_body(NoInput)
def claim_shift(family: str, shift: str) -> Response:
    return write(lambda: outcome_of(actions.claim(g.actor, shift)))


@bp.post("/families/<id:family>/shifts/<id:shift>/offer")
@reads_body(NoInput)
def offer_shift(family: str, shift: str) -> Response:
    return write(lambda: outcome_of(actions.offer(g.actor, shift)))


@bp.post("/families/<id:family>/shifts/<id:shift>/cancellation")
@reads_body(NoInput)
def cancel_shift(family: str, shift: str) -> Response:
    return write(lambda: outcome_of(actions.cancel_shift(g.actor, shift)))


def _listed(family: str, after: str | None) -> Response:
    with reading() as session:
        found = queries.upcoming_shifts(session, family, clock.now(), MOST + 1, after)
        page, following = next_of(found, _id)
        items = [resource(session, shift) for shift in page]
    return make_response(jsonify({"items": items, "next": following}))


def _id(shift: Shift) -> str:
    return shift.id


def _form(family: str) -> dict[str, Any]:
    with reading() as session:
        members = [
            member
            for member in present_members(session, family)
            if permissions.allows(member.role, "shift:work")
        ]
    repeats = (
        ("once", _("Once")),
        ("daily", _("Every day")),
        ("weekdays", _("Monday to Friday")),
        ("weekly", _("Every week")),
    )
    may_plan = permissions.allows(g.actor.role, "shift:plan")
    return {"members": members, "repeats": repeats, "may_plan": may_plan, "nav": "shifts"}
