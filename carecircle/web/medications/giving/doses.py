"""The pages of a day's doses, of one dose, and of one administration."""

from datetime import date, datetime, timedelta
from typing import Annotated

from flask import Response, jsonify, make_response, redirect, request
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import ActionError
from carecircle.care.inputs import Input, Instant, Line, LocalDate
from carecircle.care.inputs.declared import reads_query
from carecircle.care.medications.giving import queries
from carecircle.db.session import reading
from carecircle.web.http.forms import form_page
from carecircle.web.http.requests import wants_json
from carecircle.web.language import times
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.giving import dose_views
from carecircle.web.medications.giving.counts import counts_of
from carecircle.web.medications.giving.giving_pages import conflict_page, give_page, may_give
from carecircle.web.medications.giving.prn_record_page import record_page
from carecircle.web.medications.giving.resources import (
    administration_resource,
    dose_resource,
    safe_resource,
)
from carecircle.web.medications.giving.safety import next_safe
from carecircle.web.shared.people import recipient_views


class DayInput(Input):
    on: Annotated[date | None, LocalDate()] = None
    recipient: Annotated[str | None, Line(most=32)] = None


class SecondInput(Input):
    """conflict: when a dose was given that conflicts with the existing record."""

    conflict: Annotated[datetime | None, Instant()] = None


@bp.get("/families/<id:family>/doses")
@reads_query(DayInput)
def doses(family: str) -> Response:
    query = DayInput.read(request.args)
    if wants_json():
        with reading() as session:
            return _doses_json(session, family, query.on, query.recipient)
    return day_page(family, query)


def day_page(family: str, query: DayInput, error: ActionError | None = None) -> Response:
    """error: why an absence cannot begin as it was typed."""
    with reading() as session:
        everyone = recipient_views(session, family)
        if not everyone:
            return make_response(redirect(f"/families/{family}/", 303))
        recipient = next((one for one in everyone if one.id == query.recipient), everyone[0])
        today = times.today(recipient.zone)
        on = query.on or today
        rows = dose_views.day_views(session, family, recipient, on)
    return form_page(
        "medications/giving/doses.html",
        error,
        nav="doses",
        recipients=everyone,
        recipient=recipient,
        doses=rows,
        counts=counts_of(rows),
        day_words=times.day_words(on, today),
        on=on,
        previous_on=on - timedelta(days=1),
        next_on=on + timedelta(days=1),
        is_today=on == today,
        may_give=may_give(),
    )


@bp.get("/families/<id:family>/doses/<id:dose>")
@reads_query(SecondInput)
def dose(family: str, dose: str) -> Response:
    with reading() as session:
        found = queries.the_dose(session, family, dose)
        if wants_json():
            safe = next_safe(session, found)
            return make_response(jsonify(dose_resource(found) | safe_resource(safe)))
        second = SecondInput.read(request.args).conflict
        if second is not None and found.state(clock.now()) == "recorded":
            return conflict_page(session, found, {"given_at": second.isoformat()})
        return give_page(session, found, {})


@bp.get("/families/<id:family>/administrations/<id:administration>")
def administration(family: str, administration: str) -> Response:
    with reading() as session:
        record = queries.the_administration(session, family, administration)
        if wants_json():
            return make_response(jsonify(administration_resource(record)))
        if record.dose_id is None:
            return record_page(session, record, {})
    return make_response(redirect(f"/families/{family}/doses/{record.dose_id}", 303))


def _doses_json(session: Session, family: str, on: date | None, recipient: str | None) -> Response:
    found = []
    for one in recipient_views(session, family):
        if recipient in (None, one.id):
            day = on or times.today(one.zone)
            found += queries.doses_of_day(session, family, day, one.id)
    return make_response(jsonify({"items": [dose_resource(d) for d in found], "next": None}))
