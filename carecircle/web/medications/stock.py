"""The stock of a medication: its register, booking in, counting; giving a PRN from its page."""

from flask import Response, g, jsonify, make_response

from carecircle.care.errors import NotThere, Refused
from carecircle.care.inputs.declared import takes
from carecircle.care.medications import actions, inputs, queries
from carecircle.care.medications.models import StockEntry
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web import times
from carecircle.web.forms import form_page, or_again
from carecircle.web.medications import medications, prescribed
from carecircle.web.medications.one import stock_view
from carecircle.web.medications.pages import prn_page
from carecircle.web.medications.prescriptions import OF_ONE, the_resource
from carecircle.web.medications.units import number_words, said_number, unit_words
from carecircle.web.medications.witnesses import possible_witnesses, witness_in
from carecircle.web.once import Outcome
from carecircle.web.people_shown import the_recipient_view
from carecircle.web.reading import submitted, wants_json
from carecircle.web.words import gettext as _
from carecircle.web.writing import write

BOOKING, COUNT = "entries", "counts"


@medications.get(f"{OF_ONE}/give")
def give_prn(family: str, medication: str) -> Response:
    with reading() as session:
        asked = queries.the_prn(session, family, medication)
        if not asked.medication.is_prn:
            raise NotThere()
        return prn_page(session, asked, {})


@medications.get(f"{OF_ONE}/register")
def register(family: str, medication: str) -> Response:
    return _register_page(family, medication)


@medications.post(f"{OF_ONE}/stock-entries")
@takes(inputs.BookingInput)
def book_in(family: str, medication: str) -> Response:
    def book() -> Outcome:
        actions.book_in(g.actor, medication, inputs.BookingInput.read(submitted()))
        return _outcome(family, medication)

    return or_again(
        lambda: write(book), lambda error: _register_page(family, medication, error, BOOKING)
    )


@medications.post(f"{OF_ONE}/stock-counts")
@takes(inputs.CountInput)
def count_stock(family: str, medication: str) -> Response:
    def work() -> Response:
        values = inputs.CountInput.read(submitted())
        witness = witness_in(g.actor, values)

        def count() -> Outcome:
            name = witness.name if witness else None
            actions.count_stock(g.actor, medication, values, name)
            return _outcome(family, medication)

        return write(count)

    return or_again(work, lambda error: _register_page(family, medication, error, COUNT))


def _outcome(family: str, medication: str) -> Outcome:
    with reading() as session:
        found = queries.the_medication(session, family, medication)
        made = the_resource(family, medication)
        days = queries.days_left(session, found)
    here = f"/families/{family}/medications/{medication}/register"
    return Outcome(made | {"days_left": days}, here)


def _register_page(
    family: str, medication: str, error: Refused | None = None, refused: str = ""
) -> Response:
    """refused: which form the error is of."""
    with reading() as session:
        asked = queries.the_prn(session, family, medication)
        entries = queries.ledger_of(session, medication)
        if wants_json():
            items = [entry_resource(entry) for entry in entries]
            return make_response(jsonify({"items": items, "next": None}))
        found = asked.medication
        shown = {
            "recipient": the_recipient_view(session, family, found.recipient_id),
            "medication": prescribed.medication_view(found, asked.regimen),
            "stock": stock_view(session, found, asked.regimen),
            "unit": unit_words(asked.regimen.unit),
            "entries": [_line(entry, asked.zone) for entry in entries],
            "witnesses": possible_witnesses(session, family, g.actor.member_id)
            if found.is_controlled
            else [],
        }
    may_give = prescribed.may_give()
    page = {"nav": "medications", "refused": refused, "may_give": may_give}
    return form_page("medications/register.html", error, **page, **shown)


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
        "change": f"{sign}{said_number(entry.change)}",
        "when": times.when_words(entry.at, zone),
    }
