"""Hospital stays and outings: begin, end, and reconcile the medications afterwards."""

from collections.abc import Callable

from flask import Response, g, jsonify, make_response

from carecircle.care import permissions
from carecircle.care.errors import ActionError
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications import regimens
from carecircle.care.medications.absences import actions, inputs
from carecircle.care.medications.absences import queries as absences_queries
from carecircle.care.medications.chart import history
from carecircle.care.medications.models.absences import Absence
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.http.forms import form_page, or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.medications import medication_views
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.giving.doses import DayInput, day_page
from carecircle.web.shared.people import the_recipient_view

OF_ONE = "/families/<id:family>/absences/<id:absence>"


@bp.post("/families/<id:family>/absences")
@reads_body(inputs.AbsenceInput)
def begin_absence(family: str) -> Response:
    def begin() -> Absence:
        return actions.begin_absence(g.actor, inputs.AbsenceInput.read(submitted()))

    day = DayInput.read({"recipient": submitted().get("recipient")})
    return or_again(lambda: _write(family, begin, 201), lambda error: day_page(family, day, error))


@bp.get(OF_ONE)
def absence(family: str, absence: str) -> Response:
    if wants_json():
        with reading() as session:
            found = absences_queries.the_absence(session, family, absence)
        return make_response(jsonify(absence_resource(found)))
    return _page(family, absence, None)


@bp.post(f"{OF_ONE}/return")
@reads_body(inputs.ReturnInput)
def end_absence(family: str, absence: str) -> Response:
    def end() -> Absence:
        return actions.end_absence(g.actor, absence, inputs.ReturnInput.read(submitted()))

    return or_again(lambda: _write(family, end), lambda error: _page(family, absence, error))


@bp.post(f"{OF_ONE}/reconciliation")
@reads_body(NoInput)
def reconcile(family: str, absence: str) -> Response:
    return or_again(
        lambda: _write(family, lambda: actions.reconcile(g.actor, absence)),
        lambda error: _page(family, absence, error),
    )


def _page(family: str, absence_id: str, error: ActionError | None) -> Response:
    with reading() as session:
        found = absences_queries.the_absence(session, family, absence_id)
        recipient = the_recipient_view(session, family, found.recipient_id)
        taken = regimens.medications_of(session, family, found.recipient_id)
        coded = history.doses_in_absence(session, found)
    return form_page(
        "medications/absences/absence.html",
        error,
        nav="medications",
        absence=found,
        recipient=recipient,
        starts=times.moment_words(found.starts_at, recipient.zone),
        ends=times.moment_words(found.ends_at, recipient.zone) if found.ends_at else None,
        medications=[medication_views.medication_view(*pair) for pair in taken],
        coded=[(one.name, times.when_words(dose.due_at, recipient.zone)) for dose, one in coded],
        may_give=medication_views.may_give(),
        may_change=permissions.allows(g.actor.role, "medication:change"),
    )


def absence_resource(absence: Absence) -> dict[str, object]:
    return {
        "id": absence.id,
        "recipient": absence.recipient_id,
        "kind": absence.kind,
        "note": absence.note,
        "starts_at": instant(absence.starts_at),
        "ends_at": instant(absence.ends_at) if absence.ends_at else None,
        "reconciled_at": instant(absence.reconciled_at) if absence.reconciled_at else None,
    }


def _write(family: str, do: Callable[[], Absence], status: int = 200) -> Response:
    def work() -> WriteResult:
        made = do()
        here = f"/families/{family}/absences/{made.id}"
        return WriteResult(absence_resource(made), here, status=status)

    return write(work)
