"""Keying in what paper holds after a power cut: a day's doses, and who was first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, g, request

from carecircle.care.errors import Refused
from carecircle.care.inputs.declared import asks, takes
from carecircle.care.medications import queries
from carecircle.db.session import reading
from carecircle.web import times
from carecircle.web.forms import form_page, or_again
from carecircle.web.medications import keyed_in, medications, prescribed
from carecircle.web.people_shown import the_recipient_view
from carecircle.web.reading import submitted, wants_json
from carecircle.web.writing import answer, carry_out

ENTRIES = "/families/<id:family>/recipients/<id:recipient>/medication-chart/entries"
Conflicts = list[dict[str, Any]]


@medications.get(ENTRIES)
@asks(keyed_in.PaperInput)
def key_in(family: str, recipient: str) -> Response:
    return or_again(
        lambda: _page(family, recipient, _day(family, recipient, request.args)),
        lambda error: _page(family, recipient, None, error),
    )


@medications.post(ENTRIES)
@takes(keyed_in.PaperInput)
def keep_keyed_in(family: str, recipient: str) -> Response:
    def keep() -> Response:
        given = submitted()
        on = _day(family, recipient, given)
        lines = keyed_in.lines_in(family, recipient, on, given)
        outcome = carry_out(lambda: keyed_in.keep(g.actor, lines, f"{request.path}?on={on}"))
        if outcome.resource["conflicts"] and not wants_json():
            return _in_part(family, recipient, on, outcome.resource)
        return answer(outcome)

    return or_again(keep, lambda error: _page(family, recipient, None, error))


def _in_part(family: str, recipient: str, on: date, made: dict[str, Any]) -> Response:
    """What conflicts stands as it was typed; the rest was kept, if there was any."""
    response = _page(family, recipient, on, given=submitted(), conflicts=made["conflicts"])
    response.status_code = 200 if made["kept"] else 422
    return response


def _day(family: str, recipient: str, given: Mapping[str, Any]) -> date:
    """Raises NotThere, Invalid."""
    with reading() as session:
        zone = the_recipient_view(session, family, recipient).zone
    return keyed_in.PaperInput.read(given).on or times.today(zone)


def _page(
    family: str,
    recipient: str,
    on: date | None,
    error: Refused | None = None,
    given: Mapping[str, Any] | None = None,
    conflicts: Conflicts | None = None,
) -> Response:
    """on: today where no day was named that there is. given: what was typed."""
    why = {one["dose"]: one["why"] for one in conflicts or ()}
    with reading() as session:
        person = the_recipient_view(session, family, recipient)
        on = on or times.today(person.zone)
        found = queries.doses_of_day(session, family, on, recipient)
        as_needed = [one for one, _plan in queries.medications_of(session, family, recipient)]
    return form_page(
        "medications/key_in.html",
        error,
        nav="doses",
        recipient=person,
        on=on,
        day_words=times.day_words(on, times.today(person.zone)),
        doses=[keyed_in.line_view(one, given or {}, why) for one in found],
        as_needed=[prescribed.medication_view(one, None) for one in as_needed if one.is_prn],
        conflicts=conflicts or [],
        values=request.values if error else {},
    )
