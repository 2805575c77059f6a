"""What follows from giving: effects, tasks, incidents."""

from flask import Response, g, jsonify, make_response

from carecircle.care.errors import NotThere, Refused
from carecircle.care.inputs.declared import takes
from carecircle.care.medications import actions, inputs, queries
from carecircle.db.session import reading
from carecircle.web import times
from carecircle.web.forms import form_page, or_again
from carecircle.web.medications import medications, prescribed
from carecircle.web.medications.upkeep_resources import (
    effect_resource,
    incident_resource,
    task_resource,
)
from carecircle.web.medications.words import reason_words, record_words
from carecircle.web.medications.work import incident_words, kind_words, why_words, work_of
from carecircle.web.once import Outcome
from carecircle.web.people_shown import the_recipient_view
from carecircle.web.reading import render_page, submitted, wants_json
from carecircle.web.writing import write

TASKS = "/families/<id:family>/medication-tasks"


@medications.get(TASKS)
def tasks(family: str) -> Response:
    with reading() as session:
        found = queries.open_tasks(session, family)
        work = work_of(session, family)
    if wants_json():
        items = [task_resource(task) for task, _medication in found]
        return make_response(jsonify({"items": items, "next": None}))
    may_give = prescribed.may_give()
    return render_page("medications/tasks.html", nav="medications", work=work, may_give=may_give)


@medications.post(f"{TASKS}/<id:task>/steps")
@takes(inputs.StepInput)
def carry_on(family: str, task: str) -> Response:
    def step() -> Outcome:
        made = actions.carry_on_task(g.actor, task, inputs.StepInput.read(submitted()))
        here = f"/families/{family}/medication-tasks"
        return Outcome(task_resource(made), here, page=f"/families/{family}/", status=200)

    return or_again(lambda: write(step), lambda error: _task_page(family, task, error))


@medications.get(f"{TASKS}/<id:task>")
def task(family: str, task: str) -> Response:
    return _task_page(family, task, None)


@medications.get("/families/<id:family>/administrations/<id:administration>/effect")
def effect(family: str, administration: str) -> Response:
    return _effect_page(family, administration, None)


@medications.post("/families/<id:family>/administrations/<id:administration>/effect")
@takes(inputs.EffectInput)
def answer_effect(family: str, administration: str) -> Response:
    def answer() -> Outcome:
        values = inputs.EffectInput.read(submitted())
        made = actions.answer_effect(g.actor, administration, values)
        here = f"/families/{family}/administrations/{administration}"
        return Outcome(effect_resource(made), here, page=f"/families/{family}/")

    return or_again(
        lambda: write(answer), lambda error: _effect_page(family, administration, error)
    )


@medications.get("/families/<id:family>/medication-incidents/<id:incident>")
def incident(family: str, incident: str) -> Response:
    return _incident_page(family, incident, None)


@medications.post("/families/<id:family>/medication-incidents/<id:incident>/review")
@takes(inputs.ReviewInput)
def review_incident(family: str, incident: str) -> Response:
    def review() -> Outcome:
        made = actions.review_incident(g.actor, incident, inputs.ReviewInput.read(submitted()))
        here = f"/families/{family}/medication-incidents/{incident}"
        return Outcome(incident_resource(made), here, status=200)

    return or_again(lambda: write(review), lambda error: _incident_page(family, incident, error))


def _effect_page(family: str, administration: str, error: Refused | None) -> Response:
    with reading() as session:
        record = queries.the_administration(session, family, administration)
        check = queries.effect_check_of(session, administration)
        if check is None:
            raise NotThere()
        if wants_json():
            return make_response(jsonify(effect_resource(check)))
        asked = queries.the_prn(session, family, record.medication_id)
        shown = {
            "recipient": the_recipient_view(session, family, record.recipient_id),
            "medication": prescribed.medication_view(asked.medication, asked.regimen),
            "record": record,
            "reason_words": reason_words(record),
            "record_words": record_words(record, asked.zone, times.since_words),
        }
    return _page("medications/effect.html", error, check=check, **shown)


def _task_page(family: str, task_id: str, error: Refused | None) -> Response:
    with reading() as session:
        found = queries.the_task(session, family, task_id)
        if wants_json():
            return make_response(jsonify(task_resource(found)))
        asked = queries.the_prn(session, family, found.medication_id)
        shown = {
            "medication": prescribed.medication_view(asked.medication, asked.regimen),
            "kind_words": kind_words(found.kind),
            "why_words": why_words(found.reason, found.count, found.why),
            "opened_words": prescribed.at_words(found.opened_at, asked.zone),
        }
    return _page("medications/task.html", error, task=found, **shown)


def _incident_page(family: str, incident_id: str, error: Refused | None) -> Response:
    with reading() as session:
        found = queries.the_incident(session, family, incident_id)
        if wants_json():
            return make_response(jsonify(incident_resource(found)))
        asked = queries.the_prn(session, family, found.medication_id)
        shown = {
            "medication": prescribed.medication_view(asked.medication, asked.regimen),
            "kind_words": incident_words(found.kind),
            "at_words": prescribed.at_words(found.at, asked.zone),
        }
    return _page("medications/incident.html", error, incident=found, **shown)


def _page(template: str, error: Refused | None, **shown: object) -> Response:
    may_give = prescribed.may_give()
    return form_page(template, error, nav="medications", may_give=may_give, **shown)
