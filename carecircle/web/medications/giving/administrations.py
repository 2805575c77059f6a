"""Recording an administration of a dose or a PRN, preparing one, and correcting a record."""

from collections.abc import Mapping
from typing import Any

from flask import Response, g

from carecircle import clock
from carecircle.care.errors import ActionError
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications import regimens
from carecircle.care.medications.giving import actions, inputs
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.models import Administration
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.realtime import ephemeral
from carecircle.web.http.forms import or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import write
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.giving.giving_pages import conflict_page, give_page, prn_page
from carecircle.web.medications.giving.prn_record_page import record_page
from carecircle.web.medications.giving.resources import administration_resource
from carecircle.web.medications.giving.times_words import resolve_typed_time
from carecircle.web.medications.giving.witnesses import witness_from


@bp.post("/families/<id:family>/doses/<id:dose>/administration")
@reads_body(inputs.AdministrationInput)
def administer(family: str, dose: str) -> Response:
    given = submitted()

    def work() -> Response:
        with reading() as session:
            zone = giving_queries.the_dose(session, family, dose).zone
        values = inputs.AdministrationInput.read(resolve_typed_time(zone, given))
        witness = witness_from(g.actor, values)

        def record() -> WriteResult:
            made = actions.record_administration(g.actor, dose, values, witness)
            return _made(made, f"/families/{family}/#dose-{dose}")

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
            zone = regimens.the_prn(session, family, medication).zone
        values = inputs.PrnInput.read(resolve_typed_time(zone, given))
        witness = witness_from(g.actor, values)

        def record() -> WriteResult:
            made = actions.give_prn(g.actor, medication, values, witness)
            return _made(made, f"/families/{family}/administrations/{made.id}")

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
        values = inputs.CorrectionInput.read(resolve_typed_time(asked.zone, given))
        witness = witness_from(g.actor, values)

        def put_right() -> WriteResult:
            new = actions.correct_administration(g.actor, administration, values, witness)
            page = _page_of(family, asked, new or record)
            if new is not None:
                return _made(new, page)
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


def _made(record: Administration, page: str) -> WriteResult:
    here = f"/families/{record.family_id}/administrations/{record.id}"
    return WriteResult(administration_resource(record), here, page=page)


def _page_of(family: str, asked: DoseOrPrn, record: Administration) -> str:
    if asked.dose is not None:
        return f"/families/{family}/#dose-{asked.dose.id}"
    return f"/families/{family}/administrations/{record.id}"
