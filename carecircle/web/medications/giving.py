"""Giving a dose or a PRN, preparing one, and putting a record right."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, g

from carecircle.care.errors import Conflict, NotThere, Refused
from carecircle.care.medications import actions, inputs, queries
from carecircle.care.medications.actions.record import ALREADY
from carecircle.care.medications.models import Administration
from carecircle.care.medications.queries import Asked, DoseOfDay
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.realtime import ephemeral
from carecircle.web.medications import medications
from carecircle.web.medications.pages import conflict_page, give_page, prn_page
from carecircle.web.medications.resources import administration_resource
from carecircle.web.medications.said import on_the_clock
from carecircle.web.medications.witnesses import witness_in
from carecircle.web.once import Outcome
from carecircle.web.reading import submitted, wants_json
from carecircle.web.writing import write


@medications.post("/families/<id:family>/doses/<id:dose>/administration")
def administer(family: str, dose: str) -> Response:
    given = submitted()

    def work() -> Response:
        with reading() as session:
            zone = queries.the_dose(session, family, dose).zone
        values, witness = on_the_clock(zone, given), witness_in(g.actor, given)

        def record() -> Outcome:
            read = inputs.AdministrationInput.read(values)
            made = actions.record_administration(g.actor, dose, read, witness)
            return _made(made, f"/families/{family}/#dose-{dose}")

        return write(record)

    return _or_again(work, given, lambda: _the_dose(family, dose))


@medications.post("/families/<id:family>/medications/<id:medication>/administrations")
def administer_prn(family: str, medication: str) -> Response:
    given = submitted()

    def work() -> Response:
        with reading() as session:
            zone = queries.the_prn(session, family, medication).zone
        values, witness = on_the_clock(zone, given), witness_in(g.actor, given)

        def record() -> Outcome:
            made = actions.give_prn(g.actor, medication, inputs.PrnInput.read(values), witness)
            return _made(made, f"/families/{family}/medications/{medication}")

        return write(record)

    return _or_again(work, given, lambda: _the_prn(family, medication))


@medications.post("/families/<id:family>/administrations/<id:administration>/correction")
def correct(family: str, administration: str) -> Response:
    given = submitted()
    with reading() as session:
        asked = queries.asked_of(
            session, queries.the_administration(session, family, administration)
        )

    def work() -> Response:
        values, witness = on_the_clock(asked.zone, given), witness_in(g.actor, given)

        def put_right() -> Outcome:
            read = inputs.CorrectionInput.read(values)
            new = actions.correct_administration(g.actor, administration, read, witness)
            page = _page_of(family, asked)
            if new is not None:
                return _made(new, page)
            here = f"/families/{family}/administrations/{administration}"
            return Outcome({"id": administration, "undone": True}, here, page=page, status=200)

        return write(put_right)

    return _or_again(work, given, lambda: _again(family, asked))


@medications.post("/families/<id:family>/doses/<id:dose>/preparation")
def prepare(family: str, dose: str) -> Response:
    """Warn the others for a while; the form is open meanwhile."""

    def work() -> Outcome:
        row = actions.prepare(g.actor, dose)
        made = {"dose": dose, "member": row.member_id, "until": instant(row.until)}
        here = f"/families/{family}/doses/{dose}"
        return Outcome(made | {"name": row.member_name}, here, page=here)

    response = write(work)
    with reading() as session:
        row = queries.the_dose(session, family, dose).preparing
    if row is not None:
        data = {"dose": dose, "member": row.member_id, "until": instant(row.until)}
        ephemeral(family, "medication:preparing", data | {"name": row.member_name})
    return response


def _made(record: Administration, page: str) -> Outcome:
    here = f"/families/{record.family_id}/administrations/{record.id}"
    return Outcome(administration_resource(record), here, page=page)


def _page_of(family: str, asked: Asked) -> str:
    if asked.dose is not None:
        return f"/families/{family}/#dose-{asked.dose.id}"
    return f"/families/{family}/medications/{asked.medication.id}"


def _or_again(
    work: Callable[[], Response], given: Mapping[str, Any], fetch: Callable[[], Asked]
) -> Response:
    """Do it; a person who is refused gets the form again, with what was typed and why."""
    try:
        return work()
    except NotThere:
        raise
    except Refused as error:
        if wants_json():
            raise
        return _refused_page(fetch(), given, error)


def _refused_page(asked: Asked, given: Mapping[str, Any], error: Refused) -> Response:
    with reading() as session:
        if not isinstance(asked, DoseOfDay):
            return prn_page(session, asked, given, error)
        if isinstance(error, Conflict) and error.code == ALREADY:
            return conflict_page(session, asked, given)
        return give_page(session, asked, given, error)


def _the_dose(family: str, dose: str) -> DoseOfDay:
    with reading() as session:
        return queries.the_dose(session, family, dose)


def _the_prn(family: str, medication: str) -> Asked:
    with reading() as session:
        return queries.the_prn(session, family, medication)


def _again(family: str, asked: Asked) -> Asked:
    return _the_dose(family, asked.dose.id) if asked.dose else asked
