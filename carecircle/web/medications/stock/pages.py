"""The stock of a medication: register, deliveries, counts; and giving a PRN from its page."""

from flask import Response, g, jsonify, make_response

from carecircle.care.errors import ActionError, NotFound
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications import regimens
from carecircle.care.medications.models import StockEntry
from carecircle.care.medications.stock import actions, inputs
from carecircle.care.medications.stock import queries as stock_queries
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.http.forms import form_page, or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.medications import medication_views
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.giving.giving_pages import prn_page
from carecircle.web.medications.giving.witnesses import possible_witnesses, witness_from
from carecircle.web.medications.prescribing.medication_page import stock_view
from carecircle.web.medications.prescribing.pages import OF_ONE, medication_resource_of
from carecircle.web.shared.people import the_recipient_view
from carecircle.web.shared.wording.units import localized_number, number_words, unit_words

BOOKING, COUNT = "entries", "counts"


@bp.get(f"{OF_ONE}/give")
def give_prn(family: str, medication: str) -> Response:
    with reading() as session:
        asked = regimens.the_prn(session, family, medication)
        if not asked.medication.is_prn:
            raise NotFound()
        return prn_page(session, asked, {})


@bp.get(f"{OF_ONE}/register")
def register(family: str, medication: str) -> Response:
    return _register_page(family, medication)


@bp.post(f"{OF_ONE}/stock-entries")
@reads_body(inputs.BookingInput)
def book_in(family: str, medication: str) -> Response:
    def book() -> WriteResult:
        actions.book_in(g.actor, medication, inputs.BookingInput.read(submitted()))
        return _outcome(family, medication)

    return or_again(
        lambda: write(book), lambda error: _register_page(family, medication, error, BOOKING)
    )


@bp.post(f"{OF_ONE}/stock-counts")
@reads_body(inputs.CountInput)
def count_stock(family: str, medication: str) -> Response:
    def work() -> Response:
        values = inputs.CountInput.read(submitted())
        witness = witness_from(g.actor, values)

        def count() -> WriteResult:
            name = witness.name if witness else None
            actions.count_stock(g.actor, medication, values, name)
            return _outcome(family, medication)

        return write(count)

    return or_again(work, lambda error: _register_page(family, medication, error, COUNT))


def _outcome(family: str, medication: str) -> WriteResult:
    with reading() as session:
        found = regimens.the_medication(session, family, medication)
        made = medication_resource_of(family, medication)
        days = stock_queries.days_left(session, found)
    here = f"/families/{family}/medications/{medication}/register"
    return WriteResult(made | {"days_left": days}, here)


def _register_page(
    family: str, medication: str, error: ActionError | None = None, refused: str = ""
) -> Response:
    """refused: which form the error belongs to."""
    with reading() as session:
        asked = regimens.the_prn(session, family, medication)
        entries = stock_queries.ledger_of(session, medication)
        if wants_json():
            items = [entry_resource(entry) for entry in entries]
            return make_response(jsonify({"items": items, "next": None}))
        found = asked.medication
        shown = {
            "recipient": the_recipient_view(session, family, found.recipient_id),
            "medication": medication_views.medication_view(found, asked.regimen),
            "stock": stock_view(session, found, asked.regimen),
            "unit": unit_words(asked.regimen.unit),
            "entries": [_line(entry, asked.zone) for entry in entries],
            "witnesses": possible_witnesses(session, family, g.actor.member_id)
            if found.is_controlled
            else [],
        }
    may_give = medication_views.may_give()
    page = {"nav": "medications", "refused": refused, "may_give": may_give}
    return form_page("medications/stock/register.html", error, **page, **shown)


def entry_resource(entry: StockEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "number": entry.number,
        "kind": entry.kind,
        "change": number_words(entry.change),
        "balance": number_words(entry.balance),
        "administration": entry.administration_id,
        "at": instant(entry.at),
        "by": {"id": entry.by, "name": entry.by_name},
        "witness": entry.witness_name,
        "note": _note_words(entry),
        "remark": entry.remark,
    }


def _note_words(entry: StockEntry) -> str | None:
    known = {"first_count": _("First count"), "undone": _("Undone")}
    return known.get(entry.remark or "", entry.note)


def _line(entry: StockEntry, zone: str) -> dict[str, object]:
    kinds = {
        "booked_in": _("Came in"),
        "given": _("Given"),
        "destroyed": _("Destroyed"),
        "put_back": _("Record taken back"),
        "counted": _("Counted"),
    }
    sign = "+" if entry.change > 0 else ""
    return entry_resource(entry) | {
        "words": kinds[entry.kind],
        "change": f"{sign}{localized_number(entry.change)}",
        "when": times.when_words(entry.at, zone),
    }
