"""The thresholds of a family's rules: read by everybody, set by admins."""

from typing import Any

from flask import Response, g, jsonify, make_response
from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.errors import ActionError
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications import regimens
from carecircle.care.medications.prescribing import actions
from carecircle.care.thresholds import inputs
from carecircle.care.thresholds.actions import set_thresholds as say
from carecircle.care.thresholds.definitions import DEFAULTS, THRESHOLDS
from carecircle.care.thresholds.models import ThresholdSetting
from carecircle.care.thresholds.queries import threshold_settings
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.shared.threshold_views import groups_of
from carecircle.web.shared.wording import threshold_words
from carecircle.web.thresholds.blueprint import bp

PAGE = "thresholds/index.html"


@bp.get("/families/<id:family>/numbers")
@bp.get("/families/<id:family>/thresholds")
def thresholds(family: str) -> Response:
    if wants_json():
        with reading() as session:
            return make_response(jsonify({"items": resources(session, family), "next": None}))
    return render_page(PAGE, values={}, errors={}, **_shown(family))


@bp.post("/families/<id:family>/numbers")
@bp.post("/families/<id:family>/thresholds")
@reads_body(inputs.ThresholdsInput)
def set_thresholds(family: str) -> Response:
    def set_changed() -> WriteResult:
        changed = say(g.actor, inputs.ThresholdsInput.read(submitted()).named())
        actions.apply_thresholds(g.actor, changed)
        with reading() as session:
            made = {"items": resources(session, family), "changed": changed}
        return WriteResult(made, f"/families/{family}/thresholds", status=200)

    try:
        return write(set_changed)
    except ActionError as error:
        return form_again(error, PAGE, **_shown(family))


def resources(session: Session, family_id: str) -> list[dict[str, Any]]:
    last = _last(threshold_settings(session, family_id))
    return [_resource(name, last.get(name)) for name in THRESHOLDS]


def _resource(name: str, setting: ThresholdSetting | None) -> dict[str, Any]:
    number = THRESHOLDS[name]
    value = setting.value if setting else None
    return {
        "id": name,
        "value": number.default if value is None else value,
        "default": number.default,
        "least": number.least,
        "most": number.most,
        "unit": number.unit,
        "changed_by": setting.kept_by_name if setting else None,
        "changed_at": instant(setting.kept_at) if setting else None,
    }


def _shown(family_id: str) -> dict[str, Any]:
    with reading() as session:
        settings = threshold_settings(session, family_id)
        own = {one.medication_id for one in settings if one.medication_id and one.value is not None}
        found = regimens.medications_of(session, family_id)
        named = [
            (
                one.name,
                f"/families/{family_id}/medications/{one.id}#numbers",
                [
                    f"{threshold_words.label(k.name)}: {threshold_words.with_unit(k.name, k.value)}"
                    for k in settings
                    if k.medication_id == one.id and k.value is not None
                ],
            )
            for one, _regimen in found
            if one.id in own
        ]
    return {
        "nav": "medications",
        "groups": groups_of(_last(settings), DEFAULTS, str(g.zone), set(THRESHOLDS)),
        "own": named,
        "may_change": permissions.allows(g.actor.role, "family:change"),
    }


def _last(settings: list[ThresholdSetting]) -> dict[str, ThresholdSetting]:
    return {one.name: one for one in settings if one.medication_id is None}
