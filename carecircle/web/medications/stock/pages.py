"""The stock of a medication: register, deliveries, removals, counts; and giving a PRN from its
page."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from flask import Response, g, jsonify, make_response, request
from sqlalchemy.orm import Session

from carecircle.care.errors import ActionError, NotFound
from carecircle.care.families.models import Member
from carecircle.care.inputs import Flag, Input, Whole
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.care.medications import regimens
from carecircle.care.medications.models import Medication
from carecircle.care.medications.stock import actions, inputs
from carecircle.care.medications.stock import queries as stock_queries
from carecircle.care.medications.witnessed_input import WitnessedInput
from carecircle.db.session import reading
from carecircle.web.http.forms import form_page, or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.paging import MOST, next_of
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.medications import medication_views
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.giving.giving_pages import prn_page
from carecircle.web.medications.giving.witnesses import possible_witnesses, witness_from
from carecircle.web.medications.prescribing.medication_page import stock_view
from carecircle.web.medications.prescribing.pages import OF_ONE, medication_resource_of
from carecircle.web.medications.stock.entries import entry_line, entry_resource
from carecircle.web.shared.people import the_recipient_view
from carecircle.web.shared.wording.units import unit_words

BOOKING, REMOVAL, COUNT = "entries", "removals", "counts"
# The codes of questions that each form can be sent again with.
QUESTIONS = ("below-zero", "expired")


Values = TypeVar("Values", bound=WitnessedInput)


class RegisterInput(Input):
    """before: the number of a line; whole: all lines, to print."""

    before: Annotated[int | None, Whole(1, 999_999_999)] = None
    whole: Annotated[bool, Flag()] = False


@bp.get(f"{OF_ONE}/give")
def give_prn(family: str, medication: str) -> Response:
    with reading() as session:
        asked = regimens.the_prn(session, family, medication)
        if not asked.medication.is_prn:
            raise NotFound()
        return prn_page(session, asked, {})


@bp.get(f"{OF_ONE}/register")
@reads_query(RegisterInput)
def register(family: str, medication: str) -> Response:
    return _register_page(family, medication, RegisterInput.read(request.args))


@bp.post(f"{OF_ONE}/stock-entries")
@reads_body(inputs.BookingInput)
def book_in(family: str, medication: str) -> Response:
    def book(values: inputs.BookingInput, witness: str | None) -> Medication:
        return actions.book_in(g.actor, medication, values, witness)

    return _witnessed(family, medication, BOOKING, inputs.BookingInput, book)


@bp.post(f"{OF_ONE}/stock-removals")
@reads_body(inputs.RemovalInput)
def remove_stock(family: str, medication: str) -> Response:
    """Records what was returned, destroyed or transferred."""

    def remove(values: inputs.RemovalInput, witness: str | None) -> Medication:
        return actions.remove_stock(g.actor, medication, values, witness)

    return _witnessed(family, medication, REMOVAL, inputs.RemovalInput, remove)


@bp.post(f"{OF_ONE}/stock-counts")
@reads_body(inputs.CountInput)
def count_stock(family: str, medication: str) -> Response:
    def count(values: inputs.CountInput, witness: str | None) -> Medication:
        return actions.count_stock(g.actor, medication, values, witness)

    return _witnessed(family, medication, COUNT, inputs.CountInput, count)


def _witnessed(
    family: str,
    medication: str,
    form: str,
    kind: type[Values],
    do: Callable[[Values, str | None], Medication],
) -> Response:
    """Write what a form of the page says. The PIN of a witness is checked before anything else."""

    def work() -> Response:
        values = kind.read(submitted())
        witness = witness_from(g.actor, values)

        def once() -> WriteResult:
            do(values, witness.name if witness else None)
            return _outcome(family, medication)

        return write(once)

    return or_again(
        work, lambda error: _register_page(family, medication, RegisterInput.read({}), error, form)
    )


def _outcome(family: str, medication: str) -> WriteResult:
    with reading() as session:
        found = regimens.the_medication(session, family, medication)
        made = medication_resource_of(family, medication)
        days = stock_queries.days_left(session, found)
    here = f"/families/{family}/medications/{medication}/register"
    return WriteResult(made | {"days_left": days}, here)


def _about(session: Session, asked: regimens.DoseOrPrn) -> dict[str, object]:
    found = asked.medication
    return {
        "recipient": the_recipient_view(session, found.family_id, found.recipient_id),
        "medication": medication_views.medication_view(found, asked.regimen),
        "stock": stock_view(session, found, asked.regimen),
        "unit": unit_words(asked.regimen.unit),
        "witnesses": _witnesses(session, found),
    }


def _witnesses(session: Session, medication: Medication) -> list[Member]:
    if not medication.is_controlled:
        return []
    return possible_witnesses(session, medication.family_id, g.actor.member_id)


def _register_page(
    family: str,
    medication: str,
    asked_for: RegisterInput,
    error: ActionError | None = None,
    refused: str = "",
) -> Response:
    """refused: which form the error belongs to."""
    with reading() as session:
        asked = regimens.the_prn(session, family, medication)
        limit = None if asked_for.whole else MOST + 1
        rows = stock_queries.register_of(session, medication, asked_for.before, limit)
        entries, more = (rows, None) if asked_for.whole else next_of(rows, lambda one: one.number)
        if wants_json():
            items = [entry_resource(entry) for entry in entries]
            return make_response(jsonify({"items": items, "next": more}))
        shown = _about(session, asked) | {
            "entries": [entry_line(entry, asked.zone) for entry in entries]
        }
    question = error.code if error is not None and error.code in QUESTIONS else ""
    page: dict[str, object] = {
        "nav": "medications",
        "refused": refused,
        "question": question,
        "more": more,
    }
    page |= {"whole": asked_for.whole, "may_give": medication_views.may_give()}
    return form_page("medications/stock/register.html", error, **page, **shown)
