"""The medications of a family: read, write one down, stop one."""

from flask import Response, g, jsonify, make_response

from carecircle.care.errors import Refused
from carecircle.care.families import permissions
from carecircle.care.medications import actions, inputs, queries
from carecircle.db.session import reading
from carecircle.web.forms import form_again
from carecircle.web.medications import medications, views
from carecircle.web.medications.resources import medication_resource
from carecircle.web.once import Outcome
from carecircle.web.people_shown import recipient_views, the_recipient_view
from carecircle.web.reading import render_page, submitted, wants_json
from carecircle.web.writing import write


@medications.get("/families/<id:family>/medications")
def all_medications(family: str) -> Response:
    with reading() as session:
        if wants_json():
            found = queries.medications_of(session, family)
            items = [medication_resource(*pair) for pair in found]
            return make_response(jsonify({"items": items, "next": None}))
        lists = views.medication_lists(session, family)
    may_change = permissions.allows(g.actor.role, "medication:change")
    page = "medications/index.html"
    return render_page(page, **lists, nav="medications", may_change=may_change)


@medications.get("/families/<id:family>/medications/new")
def new_medication(family: str) -> Response:
    return render_page("medications/new.html", values={}, errors={}, **_form(family))


@medications.post("/families/<id:family>/medications")
def add_medication(family: str) -> Response:
    def add() -> Outcome:
        made = actions.add_medication(g.actor, inputs.MedicationInput.read(submitted()))
        return _outcome(family, made.id)

    try:
        return write(add)
    except Refused as error:
        return form_again(error, "medications/new.html", **_form(family))


@medications.get("/families/<id:family>/medications/<id:medication>")
def medication(family: str, medication: str) -> Response:
    with reading() as session:
        found = queries.the_medication(session, family, medication)
        regimen = queries.regimen_of(session, medication)
        if wants_json():
            return make_response(jsonify(medication_resource(found, regimen)))
        recipient = the_recipient_view(session, family, found.recipient_id)
        last = queries.last_records(session, medication, 20)
    return render_page(
        "medications/show.html",
        nav="medications",
        recipient=recipient,
        medication=views.medication_view(found, regimen),
        last=[views.last_view(record, recipient.zone) for record in last],
        may_change=permissions.allows(g.actor.role, "medication:change"),
    )


@medications.post("/families/<id:family>/medications/<id:medication>/stop")
def stop_medication(family: str, medication: str) -> Response:
    def stop() -> Outcome:
        actions.stop_medication(g.actor, medication, inputs.StopInput.read(submitted()))
        return _outcome(family, medication, status=200)

    return write(stop)


def _outcome(family: str, medication: str, status: int = 201) -> Outcome:
    with reading() as session:
        made = queries.the_medication(session, family, medication)
        resource = medication_resource(made, queries.regimen_of(session, medication))
    here = f"/families/{family}/medications/{medication}"
    return Outcome(resource, here, page=f"/families/{family}/medications", status=status)


def _form(family: str) -> dict[str, object]:
    with reading() as session:
        return {"nav": "medications", "recipients": recipient_views(session, family)}
