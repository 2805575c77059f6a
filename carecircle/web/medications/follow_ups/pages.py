"""The pages and writes of follow-ups: effect checks, tasks, incidents."""

from flask import Response, g, jsonify, make_response

from carecircle.care.errors import ActionError, NotFound
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications import regimens
from carecircle.care.medications.follow_ups import actions, inputs
from carecircle.care.medications.follow_ups import queries as follow_ups_queries
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.db.session import reading
from carecircle.web.http.forms import form_page, or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.medications import medication_views
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.follow_ups.resources import (
    effect_resource,
    incident_resource,
    task_resource,
)
from carecircle.web.medications.follow_ups.work import work_of
from carecircle.web.shared.people import the_recipient_view
from carecircle.web.shared.wording.follow_up_words import incident_words, kind_words, why_words
from carecircle.web.shared.wording.medication_words import reason_words, record_words

TASKS = "/families/<id:family>/medication-tasks"


@bp.get(TASKS)
def tasks(family: str) -> Response:
    with reading() as session:
        found = follow_ups_queries.open_tasks(session, family)
        work = work_of(session, family)
    if wants_json():
        items = [task_resource(task) for task, _medication in found]
        return make_response(jsonify({"items": items, "next": None}))
    may_give = medication_views.may_give()
    return render_page(
        "medications/follow_ups/tasks.html", nav="medications", work=work, may_give=may_give
    )


@bp.post(f"{TASKS}/<id:task>/steps")
@reads_body(inputs.StepInput)
def update_task(family: str, task: str) -> Response:
    def step() -> WriteResult:
        made = actions.update_task(g.actor, task, inputs.StepInput.read(submitted()))
        here = f"/families/{family}/medication-tasks"
        return WriteResult(task_resource(made), here, page=f"/families/{family}/", status=200)

    return or_again(lambda: write(step), lambda error: _task_page(family, task, error))


@bp.get(f"{TASKS}/<id:task>")
def task(family: str, task: str) -> Response:
    return _task_page(family, task, None)


@bp.get("/families/<id:family>/administrations/<id:administration>/effect")
def effect(family: str, administration: str) -> Response:
    return _effect_page(family, administration, None)


@bp.post("/families/<id:family>/administrations/<id:administration>/effect")
@reads_body(inputs.EffectInput)
def answer_effect(family: str, administration: str) -> Response:
    def answer() -> WriteResult:
        values = inputs.EffectInput.read(submitted())
        made = actions.answer_effect(g.actor, administration, values)
        here = f"/families/{family}/administrations/{administration}"
        return WriteResult(effect_resource(made), here, page=f"/families/{family}/")

    return or_again(
        lambda: write(answer), lambda error: _effect_page(family, administration, error)
    )


@bp.get("/families/<id:family>/medication-incidents/<id:incident>")
def incident(family: str, incident: str) -> Response:
    return _incident_page(family, incident, None)


@bp.post("/families/<id:family>/medication-incidents/<id:incident>/review")
@reads_body(inputs.ReviewInput)
def review_incident(family: str, incident: str) -> Response:
    def review() -> WriteResult:
        made = actions.review_incident(g.actor, incident, inputs.ReviewInput.read(submitted()))
        here = f"/families/{family}/medication-incidents/{incident}"
        return WriteResult(incident_resource(made), here, status=200)

    return or_again(lambda: write(review), lambda error: _incident_page(family, incident, error))


def _effect_page(family: str, administration: str, error: ActionError | None) -> Response:
    with reading() as session:
        record = giving_queries.the_administration(session, family, administration)
        check = follow_ups_queries.effect_check_of(session, administration)
        if check is None:
            raise NotFound()
        if wants_json():
            return make_response(jsonify(effect_resource(check)))
        asked = regimens.the_prn(session, family, record.medication_id)
        shown = {
            "recipient": the_recipient_view(session, family, record.recipient_id),
            "medication": medication_views.medication_view(asked.medication, asked.regimen),
            "record": record,
            "reason_words": reason_words(record),
            "record_words": record_words(record, asked.zone, times.since_words),
        }
    return _page("medications/follow_ups/effect.html", error, check=check, **shown)


def _task_page(family: str, task_id: str, error: ActionError | None) -> Response:
    with reading() as session:
        found = follow_ups_queries.the_task(session, family, task_id)
        if wants_json():
            return make_response(jsonify(task_resource(found)))
        asked = regimens.the_prn(session, family, found.medication_id)
        shown = {
            "medication": medication_views.medication_view(asked.medication, asked.regimen),
            "kind_words": kind_words(found.kind),
            "why_words": why_words(found.reason, found.count, found.why),
            "opened_words": medication_views.at_words(found.opened_at, asked.zone),
        }
    return _page("medications/follow_ups/task.html", error, task=found, **shown)


def _incident_page(family: str, incident_id: str, error: ActionError | None) -> Response:
    with reading() as session:
        found = follow_ups_queries.the_incident(session, family, incident_id)
        if wants_json():
            return make_response(jsonify(incident_resource(found)))
        asked = regimens.the_prn(session, family, found.medication_id)
        shown = {
            "medication": medication_views.medication_view(asked.medication, asked.regimen),
            "kind_words": incident_words(found.kind),
            "at_words": medication_views.at_words(found.at, asked.zone),
        }
    return _page("medications/follow_ups/incident.html", error, incident=found, **shown)


def _page(template: str, error: ActionError | None, **shown: object) -> Response:
    may_give = medication_views.may_give()
    return form_page(template, error, nav="medications", may_give=may_give, **shown)
