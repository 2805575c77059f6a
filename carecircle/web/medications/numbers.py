"""Our numbers: what the rules of a family count with, read by everybody, set by admins."""

from typing import Any

from flask import Response, g, jsonify, make_response
from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.errors import Refused
from carecircle.care.families.actions import set_numbers as say
from carecircle.care.families.models import KeptNumber
from carecircle.care.families.numbers import DEFAULTS, NUMBERS
from carecircle.care.families.queries import kept_numbers
from carecircle.care.inputs.declared import takes
from carecircle.care.medications import actions, inputs, queries
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web import our_numbers
from carecircle.web.forms import form_again
from carecircle.web.medications import medications
from carecircle.web.medications.number_views import groups_of
from carecircle.web.once import Outcome
from carecircle.web.reading import render_page, submitted, wants_json
from carecircle.web.writing import write

PAGE = "medications/numbers.html"


@medications.get("/families/<id:family>/numbers")
def numbers(family: str) -> Response:
    if wants_json():
        with reading() as session:
            return make_response(jsonify({"items": resources(session, family), "next": None}))
    return render_page(PAGE, values={}, errors={}, **_shown(family))


@medications.post("/families/<id:family>/numbers")
@takes(inputs.NumbersInput)
def set_numbers(family: str) -> Response:
    def set_them() -> Outcome:
        changed = say(g.actor, inputs.NumbersInput.read(submitted()).named())
        actions.follow_numbers(g.actor, changed)
        with reading() as session:
            made = {"items": resources(session, family), "changed": changed}
        return Outcome(made, f"/families/{family}/numbers", status=200)

    try:
        return write(set_them)
    except Refused as error:
        return form_again(error, PAGE, **_shown(family))


def resources(session: Session, family_id: str) -> list[dict[str, Any]]:
    last = _last(kept_numbers(session, family_id))
    return [_resource(name, last.get(name)) for name in NUMBERS]


def _resource(name: str, kept: KeptNumber | None) -> dict[str, Any]:
    number = NUMBERS[name]
    value = kept.value if kept else None
    return {
        "id": name,
        "value": number.default if value is None else value,
        "default": number.default,
        "least": number.least,
        "most": number.most,
        "unit": number.unit,
        "changed_by": kept.kept_by_name if kept else None,
        "changed_at": instant(kept.kept_at) if kept else None,
    }


def _shown(family_id: str) -> dict[str, Any]:
    with reading() as session:
        kept = kept_numbers(session, family_id)
        own = {one.medication_id for one in kept if one.medication_id and one.value is not None}
        found = queries.medications_of(session, family_id)
        named = [
            (
                one.name,
                f"/families/{family_id}/medications/{one.id}#numbers",
                [
                    f"{our_numbers.label(k.name)}: {our_numbers.with_unit(k.name, k.value)}"
                    for k in kept
                    if k.medication_id == one.id and k.value is not None
                ],
            )
            for one, _regimen in found
            if one.id in own
        ]
    return {
        "nav": "medications",
        "groups": groups_of(_last(kept), DEFAULTS, str(g.zone), set(NUMBERS)),
        "own": named,
        "may_change": permissions.allows(g.actor.role, "family:change"),
    }


def _last(kept: list[KeptNumber]) -> dict[str, KeptNumber]:
    return {one.name: one for one in kept if one.medication_id is None}
