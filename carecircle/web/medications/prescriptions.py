"""The medications of a family: read, write one down, activate, change, confirm, stop."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, jsonify, make_response

from carecircle.care import permissions
from carecircle.care.errors import Refused
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import takes
from carecircle.care.medications import actions, inputs, queries
from carecircle.db.session import reading
from carecircle.web.forms import form_again, or_again
from carecircle.web.medications import medications, prescribed
from carecircle.web.medications.number_views import any_numbers
from carecircle.web.medications.one import medication_page
from carecircle.web.medications.resources import medication_resource
from carecircle.web.once import Outcome
from carecircle.web.people_shown import recipient_views
from carecircle.web.reading import render_page, submitted, wants_json
from carecircle.web.writing import write

OF_ONE = "/families/<id:family>/medications/<id:medication>"


@medications.get("/families/<id:family>/medications")
def all_medications(family: str) -> Response:
    with reading() as session:
        if wants_json():
            found, numbers = (
                queries.medications_of(session, family),
                queries.NumbersOfFamily(session, family),
            )
            items = [medication_resource(*pair, numbers.of(pair[0])) for pair in found]
            return make_response(jsonify({"items": items, "next": None}))
        lists = prescribed.medication_lists(session, family)
    may_change = permissions.allows(g.actor.role, "medication:change")
    shown: dict[str, Any] = {**lists, "nav": "medications", "may_change": may_change}
    return render_page("medications/index.html", **shown)


@medications.get("/families/<id:family>/medications/new")
def new_medication(family: str) -> Response:
    return render_page("medications/new.html", values={}, errors={}, **_form(family))


@medications.post("/families/<id:family>/medications")
@takes(inputs.MedicationInput)
def add_medication(family: str) -> Response:
    def add() -> Outcome:
        made = actions.add_medication(g.actor, inputs.MedicationInput.read(submitted()))
        return _outcome(family, made.id, status=201)

    try:
        return write(add)
    except Refused as error:
        return form_again(error, "medications/new.html", **_form(family))


@medications.get(OF_ONE)
def medication(family: str, medication: str) -> Response:
    with reading() as session:
        if not wants_json():
            return medication_page(session, family, medication)
    return make_response(jsonify(the_resource(family, medication)))


@medications.post(f"{OF_ONE}/stop")
@takes(inputs.StopInput)
def stop_medication(family: str, medication: str) -> Response:
    def stop() -> None:
        actions.stop_medication(g.actor, medication, inputs.StopInput.read(submitted()))

    return _act(family, medication, stop, "stop")


@medications.post(f"{OF_ONE}/activation")
@takes(inputs.ActivationInput)
def activate_medication(family: str, medication: str) -> Response:
    def activate() -> None:
        actions.activate_prn(g.actor, medication, inputs.ActivationInput.read(submitted()))

    return _act(family, medication, activate, "activation")


@medications.post(f"{OF_ONE}/regimens")
@takes(inputs.ChangeInput)
def change_regimen(family: str, medication: str) -> Response:
    def change() -> None:
        actions.change_regimen(g.actor, medication, inputs.ChangeInput.read(submitted()))

    return _act(family, medication, change, "regimens", status=201)


@medications.post(f"{OF_ONE}/regimens/taking-back")
@takes(NoInput)
def take_back_change(family: str, medication: str) -> Response:
    return _act(family, medication, lambda: actions.take_back_change(g.actor, medication))


@medications.post(f"{OF_ONE}/window")
@takes(inputs.OwnNumbersChangeInput)
def change_window(family: str, medication: str) -> Response:
    def change() -> None:
        numbers = inputs.OwnNumbersChangeInput.read(submitted()).named()
        actions.change_numbers(g.actor, medication, numbers)

    return _act(family, medication, change, "window")


@medications.post(f"{OF_ONE}/seen")
@takes(NoInput)
def see_change(family: str, medication: str) -> Response:
    return _act(family, medication, lambda: actions.see_change(g.actor, medication))


@medications.post(f"{OF_ONE}/confirmation")
@takes(NoInput)
def confirm_regimen(family: str, medication: str) -> Response:
    return _act(family, medication, lambda: actions.confirm_regimen(g.actor, medication))


def _act(
    family: str, medication: str, do: Callable[[], Any], form: str = "", status: int = 200
) -> Response:
    """Do it; a person who is refused sees the medication again, with why in that form of it."""

    def work() -> Outcome:
        do()
        return _outcome(family, medication, status)

    def again(error: Refused) -> Response:
        with reading() as session:
            return medication_page(session, family, medication, error, form)

    return or_again(lambda: write(work), again)


def the_resource(family: str, medication: str) -> dict[str, Any]:
    with reading() as session:
        found = queries.the_medication(session, family, medication)
        numbers = queries.numbers_of(session, found)
        return medication_resource(found, queries.regimen_of(session, medication), numbers)


def _outcome(family: str, medication: str, status: int = 200) -> Outcome:
    resource = the_resource(family, medication)
    here = f"/families/{family}/medications/{medication}"
    return Outcome(resource, here, page=here, status=status)


def _form(family: str) -> dict[str, Any]:
    with reading() as session:
        shown = {
            "recipients": recipient_views(session, family),
            "groups": any_numbers(session, family),
        }
    return {"nav": "medications", **shown}
