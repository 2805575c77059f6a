"""The medications of a family: list, add, activate, change, confirm, stop."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, g, jsonify, make_response

from carecircle.care import permissions
from carecircle.care.errors import ActionError
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications import regimens, thresholds
from carecircle.care.medications.course import taken_of_course
from carecircle.care.medications.guarded import ingredients_of_family
from carecircle.care.medications.prescribing import actions, queries
from carecircle.care.medications.prescribing import inputs as medications_inputs
from carecircle.care.thresholds import inputs as thresholds_inputs
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again, or_again, submitted_values
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language.translation import language
from carecircle.web.medications import medication_views
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.prescribing.label_views import label_view, names_offered
from carecircle.web.medications.prescribing.medication_page import medication_page
from carecircle.web.medications.prescribing.resources import (
    medication_resource,
    revision_resource,
)
from carecircle.web.shared.people import recipient_views
from carecircle.web.shared.questions import question_views
from carecircle.web.shared.threshold_views import new_medication_thresholds
from carecircle.web.shared.wording.route_words import route_choices

OF_ONE = "/families/<id:family>/medications/<id:medication>"


@bp.get("/families/<id:family>/medications")
def all_medications(family: str) -> Response:
    with reading() as session:
        if wants_json():
            found, limits = (
                regimens.medications_of(session, family),
                thresholds.ThresholdsOfFamily(session, family),
            )
            contents = ingredients_of_family(session, family)
            items = [
                medication_resource(*pair, limits.of(pair[0]), contents.get(pair[0].id, []))
                for pair in found
            ]
            return make_response(jsonify({"items": items, "next": None}))
        lists = medication_views.medication_lists(session, family)
    may_change = permissions.allows(g.actor.role, "medication:change")
    shown: dict[str, Any] = {**lists, "nav": "medications", "may_change": may_change}
    return render_page("medications/prescribing/index.html", **shown)


@bp.get("/families/<id:family>/medications/new")
def new_medication(family: str) -> Response:
    page = "medications/prescribing/new.html"
    return render_page(page, values={}, errors={}, **_form(family, {}))


@bp.post("/families/<id:family>/medications")
@reads_body(medications_inputs.MedicationInput)
def add_medication(family: str) -> Response:
    def add() -> WriteResult:
        values = medications_inputs.MedicationInput.read(submitted())
        made = actions.add_medication(g.actor, values, language())
        return _outcome(family, made.id, status=201)

    try:
        return write(add)
    except ActionError as error:
        asked = {"questions": question_views(error, submitted())}
        shown = _form(family, submitted_values())
        return form_again(error, "medications/prescribing/new.html", **asked, **shown)


@bp.get(OF_ONE)
def medication(family: str, medication: str) -> Response:
    with reading() as session:
        if not wants_json():
            return medication_page(session, family, medication)
    return make_response(jsonify(medication_resource_of(family, medication)))


@bp.post(f"{OF_ONE}/stop")
@reads_body(medications_inputs.StopInput)
def stop_medication(family: str, medication: str) -> Response:
    def stop() -> None:
        actions.stop_medication(g.actor, medication, medications_inputs.StopInput.read(submitted()))

    return act(family, medication, stop, "stop")


@bp.post(f"{OF_ONE}/activation")
@reads_body(medications_inputs.ActivationInput)
def activate_medication(family: str, medication: str) -> Response:
    def activate() -> None:
        actions.activate_prn(
            g.actor, medication, medications_inputs.ActivationInput.read(submitted())
        )

    return act(family, medication, activate, "activation")


@bp.post(f"{OF_ONE}/regimens")
@reads_body(medications_inputs.ChangeInput)
def change_regimen(family: str, medication: str) -> Response:
    def change() -> None:
        actions.change_regimen(
            g.actor, medication, medications_inputs.ChangeInput.read(submitted())
        )

    return act(family, medication, change, "regimens", status=201)


@bp.post(f"{OF_ONE}/regimens/taking-back")
@reads_body(NoInput)
def withdraw_change(family: str, medication: str) -> Response:
    return act(family, medication, lambda: actions.withdraw_change(g.actor, medication))


@bp.post(f"{OF_ONE}/window")
@reads_body(thresholds_inputs.MedicationThresholdsChangeInput)
def change_window(family: str, medication: str) -> Response:
    def change() -> None:
        limits = thresholds_inputs.MedicationThresholdsChangeInput.read(submitted()).named()
        actions.set_medication_thresholds(g.actor, medication, limits)

    return act(family, medication, change, "window")


@bp.post(f"{OF_ONE}/seen")
@reads_body(NoInput)
def see_change(family: str, medication: str) -> Response:
    return act(family, medication, lambda: actions.mark_change_seen(g.actor, medication))


@bp.post(f"{OF_ONE}/confirmation")
@reads_body(NoInput)
def confirm_regimen(family: str, medication: str) -> Response:
    return act(family, medication, lambda: actions.confirm_regimen(g.actor, medication))


def act(
    family: str, medication: str, do: Callable[[], Any], form: str = "", status: int = 200
) -> Response:
    """Performs the action; if it is invalid, a person sees the error in that form of the page."""

    def work() -> WriteResult:
        do()
        return _outcome(family, medication, status)

    def again(error: ActionError) -> Response:
        with reading() as session:
            return medication_page(session, family, medication, error, form)

    return or_again(lambda: write(work), again)


def medication_resource_of(family: str, medication: str) -> dict[str, Any]:
    with reading() as session:
        found = regimens.the_medication(session, family, medication)
        limits = thresholds.thresholds_of(session, found)
        contents = queries.ingredients_of(session, medication)
        regimen = regimens.regimen_of(session, medication)
        course = taken_of_course(session, regimen) if regimen and regimen.doses else None
        revisions = map(revision_resource, queries.revisions_of(session, medication))
        made = medication_resource(found, regimen, limits, contents)
        return made | {"doses_taken": course, "revisions": list(revisions)}


def _outcome(family: str, medication: str, status: int = 200) -> WriteResult:
    resource = medication_resource_of(family, medication)
    here = f"/families/{family}/medications/{medication}"
    return WriteResult(resource, here, page=here, status=status)


def _form(family: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """typed: what is shown again, with what was understood of it."""
    with reading() as session:
        shown = {
            "recipients": recipient_views(session, family),
            "groups": new_medication_thresholds(session, family),
            "names": names_offered(queries.names_of(session, family)),
            "routes": route_choices(),
        }
    label = label_view(*(str(typed.get(name) or "") for name in ("name", "strength", "unit")))
    return {"nav": "medications", "label": label, **shown}
