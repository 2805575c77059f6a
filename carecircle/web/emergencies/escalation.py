"""The escalation settings: what happens while nobody answers; read by all, set by admins."""

from dataclasses import asdict
from typing import Any

from flask import Response, g, jsonify, make_response

from carecircle.care import permissions
from carecircle.care.emergencies import actions, escalation_plan, inputs, queries
from carecircle.care.errors import ActionError
from carecircle.care.families.queries import family as the_family
from carecircle.care.inputs.declared import reads_body
from carecircle.db.session import reading
from carecircle.web.emergencies.blueprint import bp
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write

PAGE = "emergencies/escalation.html"


@bp.get("/families/<id:family>/escalation")
def escalation(family: str) -> Response:
    times = _times(family)
    if wants_json():
        return make_response(jsonify(asdict(times)))
    return render_page(PAGE, values=asdict(times), errors={}, **_around(family))


@bp.post("/families/<id:family>/escalation")
@reads_body(inputs.PolicyInput)
def set_escalation(family: str) -> Response:
    def set_it() -> WriteResult:
        actions.set_policy(g.actor, inputs.PolicyInput.read(submitted()))
        return WriteResult(asdict(_times(family)), f"/families/{family}/escalation", status=200)

    try:
        return write(set_it)
    except ActionError as error:
        return form_again(error, PAGE, **_around(family))


def _times(family: str) -> escalation_plan.Times:
    with reading() as session:
        return queries.times_of(session, family)


def _around(family: str) -> dict[str, Any]:
    with reading() as session:
        number = the_family(session, family).emergency_number
    may_change = permissions.allows(g.actor.role, "family:change")
    return {"first_number": number, "may_change": may_change, "nav": "emergencies"}
