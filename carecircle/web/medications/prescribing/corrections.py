"""A medication is corrected, or taken up again after it was stopped."""

from flask import Response, g

from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications.prescribing import actions, detail_inputs
from carecircle.web.http.requests import submitted
from carecircle.web.language.translation import language
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.prescribing.pages import OF_ONE, act


@bp.post(f"{OF_ONE}/restart")
@reads_body(detail_inputs.MedicationRestartInput)
def restart_medication(family: str, medication: str) -> Response:
    """Takes a stopped medication up again, under its last regimen or with what is sent changed."""

    def restart() -> None:
        values = detail_inputs.MedicationRestartInput.read(submitted())
        actions.restart_medication(g.actor, medication, values)

    return act(family, medication, restart, "restart")


@bp.post(f"{OF_ONE}/correction")
@reads_body(detail_inputs.MedicationCorrectionInput)
def correct_medication(family: str, medication: str) -> Response:
    """Corrects the name, strength, ingredients, route or instructions; the old ones are kept."""

    def correct() -> None:
        values = detail_inputs.MedicationCorrectionInput.read(submitted())
        actions.correct_medication(g.actor, medication, values, language())

    return act(family, medication, correct, "correction")
