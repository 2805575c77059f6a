"""Recording an administration of a dose or a PRN, preparing one, and correcting a record."""

from collections.abc import Mapping
from typing import Annotated, Any

from flask import Response, g, request

from carecircle import clock
from carecircle.care.errors import ActionError
from carecircle.care.inputs import Input, Line, NoInput
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.care.medications import regimens
from carecircle.care.medications.giving import actions, inputs
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.device_clock import corrected
from carecircle.care.medications.models import Administration
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.realtime import ephemeral
from carecircle.web.http.forms import or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.requests import replace_values, submitted
from carecircle.web.http.responses import write
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.giving.giving_pages import conflict_page, give_page, prn_page
from carecircle.web.medications.giving.prn_record_page import record_page
from carecircle.web.medications.giving.resources import administration_resource, dose_resource
from carecircle.web.medications.giving.times_words import resolve_typed_time
from carecircle.web.medications.giving.witnesses import witness_from


class RegimenShown(Input):
    """regimen: the one that the page showed."""

    regimen: Annotated[str | None, Line(most=32)] = None


@bp.post("/families/<id:family>/doses/<id:dose>/administration")
@reads_body(inputs.AdministrationInput)
@reads_query(RegimenShown)
def administer(family: str, dose: str) -> Response:
    given = submitted()
    shown = RegimenShown.read(request.args).regimen
    if shown:  # a button of the day's list sends it so
        given = replace_values(given, regimen=shown)

    def work() -> Response:
        with reading() as session:
            found = giving_queries.the_dose(session, family, dose)
        read = inputs.AdministrationInput.read(resolve_typed_time(found, given))
        timed = corrected(read, clock.now())
        witness = witness_from(g.actor, read)

        def record() -> WriteResult:
            made = actions.record_administration(g.actor, dose, timed.values, witness)
            return _made(made, f"/families/{family}/#dose-{dose}", timed.told)

        return write(record)

    def again(error: ActionError) -> Response:
        with reading() as session:
            found = giving_queries.the_dose(session, family, dose)
            if found.state(clock.now()) == "recorded":
                return conflict_page(session, found, given, error)
            return give_page(session, found, given, error)

    return or_again(work, again)


@bp.post("/families/<id:family>/medications/<id:medication>/administrations")
@reads_body(inputs.PrnInput)
def administer_prn(family: str, medication: str) -> Response:
    given = submitted()

    def work() -> Response:
        with reading() as session:
            asked = regimens.the_prn(session, family, medication)
        read = inputs.PrnInput.read(resolve_typed_time(asked, given))
        timed = corrected(read, clock.now())
        witness = witness_from(g.actor, read)

        def record() -> WriteResult:
            made = actions.give_prn(g.actor, medication, timed.values, witness)
            page = f"/families/{family}/administrations/{made.id}"
            return _made(made, page, timed.told)

        return write(record)

    def again(error: ActionError) -> Response:
        with reading() as session:
            asked = regimens.the_prn(session, family, medication)
            return prn_page(session, asked, given, error)

    return or_again(work, again)


@bp.post("/families/<id:family>/administrations/<id:administration>/correction")
@reads_body(inputs.CorrectionInput)
def correct(family: str, administration: str) -> Response:
    given = submitted()
    with reading() as session:
        record = giving_queries.the_administration(session, family, administration)
        asked = giving_queries.dose_or_prn_of(session, record)

    def work() -> Response:
        read = inputs.CorrectionInput.read(resolve_typed_time(asked, given, record.given_at))
        timed = corrected(read, clock.now())
        witness = witness_from(g.actor, read)

        def put_right() -> WriteResult:
            new = actions.correct_administration(g.actor, administration, timed.values, witness)
            page = _page_of(family, asked, new or record)
            if new is not None:
                return _made(new, page, timed.told)
            here = f"/families/{family}/administrations/{administration}"
            return WriteResult({"id": administration, "undone": True}, here, page=page, status=200)

        return write(put_right)

    return or_again(work, lambda error: _correction_again(family, administration, given, error))


def _correction_again(
    family: str, administration: str, given: Mapping[str, Any], error: ActionError
) -> Response:
    with reading() as session:
        record = giving_queries.the_administration(session, family, administration)
        if record.dose_id is None:
            return record_page(session, record, given, error)
        found = giving_queries.the_dose(session, family, record.dose_id)
        return give_page(session, found, given, error, "correction")


@bp.post("/families/<id:family>/doses/<id:dose>/review")
@reads_body(inputs.DoseReviewInput)
def review_dose(family: str, dose: str) -> Response:
    """Records that a member knows of a dose that was not recorded: it is asked for no longer."""

    def work() -> WriteResult:
        actions.review_dose(g.actor, dose, inputs.DoseReviewInput.read(submitted()))
        with reading() as session:
            made = dose_resource(giving_queries.the_dose(session, family, dose))
        here = f"/families/{family}/doses/{dose}"
        return WriteResult(made, here, page=f"/families/{family}/#dose-{dose}", status=200)

    return write(work)


@bp.post("/families/<id:family>/doses/<id:dose>/preparation")
@reads_body(NoInput)
def prepare(family: str, dose: str) -> Response:
    """Marks the dose as being prepared for a while, to warn others while the form is open."""

    def work() -> WriteResult:
        row = actions.prepare(g.actor, dose)
        made = {"dose": dose, "member": row.member_id, "until": instant(row.until)}
        here = f"/families/{family}/doses/{dose}"
        return WriteResult(made | {"name": row.member_name}, here, page=here)

    response = write(work)
    with reading() as session:
        row = giving_queries.the_dose(session, family, dose).preparing
    if row is not None:
        data = {"dose": dose, "member": row.member_id, "until": instant(row.until)}
        ephemeral(family, "medication:preparing", data | {"name": row.member_name})
    return response


def _made(record: Administration, page: str, told: Mapping[str, int]) -> WriteResult:
    """told: members beside those of the resource."""
    here = f"/families/{record.family_id}/administrations/{record.id}"
    return WriteResult({**administration_resource(record), **told}, here, page=page)


def _page_of(family: str, asked: DoseOrPrn, record: Administration) -> str:
    if asked.dose is not None:
        return f"/families/{family}/#dose-{asked.dose.id}"
    return f"/families/{family}/administrations/{record.id}"
