"""The lines of the register, as JSON and as a page shows them."""

from carecircle.care.medications.models import StockEntry
from carecircle.events.envelope import instant
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.units import localized_number, number_words


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
        "batch": entry.batch,
        "expires_on": entry.expires_on.isoformat() if entry.expires_on else None,
        "note": _note_words(entry),
        "remark": entry.remark,
    }


def _note_words(entry: StockEntry) -> str | None:
    known = {
        "first_count": _("First count"),
        "undone": _("Undone"),
        "below_zero": _("More than the register had"),
    }
    return entry.note or known.get(entry.remark or "")


def entry_line(entry: StockEntry, zone: str) -> dict[str, object]:
    kinds = {
        "booked_in": _("Came in"),
        "given": _("Given"),
        "destroyed": _("Destroyed"),
        "returned": _("Returned"),
        "transferred": _("Transferred"),
        "put_back": _("Record taken back"),
        "counted": _("Counted"),
    }
    sign = "+" if entry.change > 0 else ""
    return entry_resource(entry) | {
        "words": kinds[entry.kind],
        "change": f"{sign}{localized_number(entry.change)}",
        "when": times.when_words(entry.at, zone),
        "expiry": times.date_words(entry.expires_on) if entry.expires_on else None,
    }
