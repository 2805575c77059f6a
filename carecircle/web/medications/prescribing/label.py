"""Returns how a label is understood while its form is filled in."""

from typing import Annotated

from flask import Response, jsonify, make_response, render_template, request

from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import reads_query
from carecircle.web.http.requests import wants_json
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.prescribing.label_views import content_resource, label_view


class LabelInput(Input):
    name: Annotated[str | None, Line(most=120)] = None
    strength: Annotated[str | None, Line()] = None
    unit: Annotated[str | None, Line(most=40)] = None


@bp.get("/families/<id:family>/medications/label")
@reads_query(LabelInput)
def label(family: str) -> Response:
    """Nothing is stored, and nothing of the family is read."""
    values = LabelInput.read(request.args)
    found = label_view(values.name or "", values.strength or "", values.unit or "")
    if not wants_json():
        return make_response(render_template("medications/prescribing/_label.html", label=found))
    return make_response(
        jsonify(
            {
                "form": found.form,
                "ingredients_understood": [content_resource(one) for one in found.ingredients],
                "not_understood": list(found.unknown),
                "question": found.question or None,
                "is_guarded": found.is_guarded,
            }
        )
    )
