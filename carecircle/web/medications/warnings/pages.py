"""The pages of warnings, and their acknowledgement."""

from flask import Response, g, jsonify, make_response

from carecircle.care.errors import ActionError
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications import regimens
from carecircle.care.medications.warnings import actions, queries
from carecircle.db.session import reading
from carecircle.web.http.forms import form_page, or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import wants_json
from carecircle.web.http.responses import write
from carecircle.web.medications import medication_views
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.follow_ups.work import work_of
from carecircle.web.medications.warnings.resources import warning_resource
from carecircle.web.medications.warnings.views import warning_view
from carecircle.web.shared.people import the_recipient_view

WARNINGS = "/families/<id:family>/medication-warnings"
OF_ONE = f"{WARNINGS}/<id:warning>"


@bp.get(WARNINGS)
def warnings(family: str) -> Response:
    with reading() as session:
        if wants_json():
            found = queries.open_warnings(session, family)
            items = [warning_resource(session, one) for one, _medication in found]
            return make_response(jsonify({"items": items, "next": None}))
        work = work_of(session, family)
    may_give = medication_views.may_give()
    page = "medications/follow_ups/tasks.html"
    return render_page(page, nav="medications", work=work, may_give=may_give)


@bp.get(OF_ONE)
def warning(family: str, warning: str) -> Response:
    return _page(family, warning, None)


@bp.post(f"{OF_ONE}/acknowledgement")
@reads_body(NoInput)
def acknowledge_warning(family: str, warning: str) -> Response:
    """Records that one has seen the warning and looks after it."""
    here = f"/families/{family}/medication-warnings/{warning}"

    def seen() -> WriteResult:
        made = actions.acknowledge(g.actor, warning)
        with reading() as session:
            return WriteResult(warning_resource(session, made), here, status=200)

    return or_again(lambda: write(seen), lambda error: _page(family, warning, error))


def _page(family: str, warning_id: str, error: ActionError | None) -> Response:
    with reading() as session:
        found = queries.the_warning(session, family, warning_id)
        if wants_json():
            return make_response(jsonify(warning_resource(session, found)))
        asked = regimens.the_prn(session, family, found.medication_id)
        incident, dose = found.incident_id, found.dose_id
        base = f"/families/{family}"
        shown = {
            "recipient": the_recipient_view(session, family, found.recipient_id),
            "medication": medication_views.medication_view(asked.medication, asked.regimen),
            "warning": warning_view(session, found, asked.zone),
            "incident_url": f"{base}/medication-incidents/{incident}" if incident else None,
            "dose_url": f"{base}/doses/{dose}" if dose else None,
        }
    page = "medications/warnings/warning.html"
    return form_page(page, error, nav="medications", me=g.actor.member_id, **shown)
