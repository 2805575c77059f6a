"""Giving a dose, and putting a record right."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g

from carecircle import clock
from carecircle.care.errors import Conflict, NotThere, Refused
from carecircle.care.medications import actions, inputs, queries
from carecircle.care.medications.actions.record import ALREADY
from carecircle.db.session import reading
from carecircle.web.medications import medications
from carecircle.web.medications.pages import conflict_page, give_page
from carecircle.web.medications.resources import administration_resource
from carecircle.web.once import Outcome
from carecircle.web.reading import submitted, wants_json
from carecircle.web.writing import write


@medications.post("/families/<id:family>/doses/<id:dose>/administration")
def administer(family: str, dose: str) -> Response:
    given = submitted()

    def record() -> Outcome:
        values = inputs.AdministrationInput.read(_on_the_clock(family, dose, given))
        made = actions.record_administration(g.actor, dose, values)
        here = f"/families/{family}/administrations/{made.id}"
        return Outcome(administration_resource(made), here, page=f"/families/{family}/#dose-{dose}")

    try:
        return write(record)
    except NotThere:
        raise
    except Refused as error:
        if wants_json():
            raise
        return _refused_page(family, dose, given, error)


@medications.post("/families/<id:family>/administrations/<id:administration>/correction")
def correct(family: str, administration: str) -> Response:
    given = submitted()
    with reading() as session:
        dose = queries.the_administration(session, family, administration).dose_id or ""

    def put_right() -> Outcome:
        values = inputs.CorrectionInput.read(_on_the_clock(family, dose, given))
        new = actions.correct_administration(g.actor, administration, values)
        here = f"/families/{family}/administrations/{new.id if new else administration}"
        made = administration_resource(new) if new else {"id": administration, "undone": True}
        page = f"/families/{family}/#dose-{dose}"
        return Outcome(made, here, page=page, status=201 if new else 200)

    try:
        return write(put_right)
    except Refused as error:
        if wants_json():
            raise
        return _refused_page(family, dose, given, error)


def _on_the_clock(family: str, dose: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A form says "07:40": the last time that the recipient's clock showed it."""
    values = {name: given[name] for name in given}
    at = values.get("given_at")
    if isinstance(at, str) and re.fullmatch("[0-2][0-9]:[0-5][0-9]", at):
        with reading() as session:
            now = clock.now().astimezone(ZoneInfo(queries.the_dose(session, family, dose).zone))
        day = now.date() if at <= now.strftime("%H:%M") else now.date() - timedelta(days=1)
        values["given_at"] = f"{day.isoformat()}T{at}"
    return values


def _refused_page(family: str, dose: str, given: Mapping[str, Any], error: Refused) -> Response:
    with reading() as session:
        found = queries.the_dose(session, family, dose)
        if isinstance(error, Conflict) and error.code == ALREADY:
            return conflict_page(session, found)
        fields = getattr(error, "fields", None) or {"": error.message}
        return give_page(session, found, given, fields, error.status)
