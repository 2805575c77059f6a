"""Entering a day's doses from a paper chart after a power cut, and conflicts with records."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, g, request

from carecircle.care.errors import ActionError, Invalid
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.care.medications import regimens
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.db.session import reading
from carecircle.web.http.forms import errors_of, form_page, or_again
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import outcome_response, perform_once
from carecircle.web.language import times
from carecircle.web.medications import medication_views
from carecircle.web.medications.blueprint import bp
from carecircle.web.medications.chart import paper_entry_lines
from carecircle.web.shared.people import the_recipient_view

ENTRIES = "/families/<id:family>/recipients/<id:recipient>/medication-chart/entries"
Conflicts = list[dict[str, Any]]


@bp.get(ENTRIES)
@reads_query(paper_entry_lines.PaperInput)
def paper_entry_form(family: str, recipient: str) -> Response:
    return or_again(
        lambda: _page(family, recipient, _day(family, recipient, request.args)),
        lambda error: _page(family, recipient, None, error),
    )


@bp.post(ENTRIES)
@reads_body(paper_entry_lines.PaperInput)
def save_paper_entry(family: str, recipient: str) -> Response:
    def keep() -> Response:
        given = submitted()
        on = _day(family, recipient, given)
        lines = paper_entry_lines.lines_of(family, recipient, on, given)
        outcome = perform_once(
            lambda: paper_entry_lines.store_lines(g.actor, lines, f"{request.path}?on={on}")
        )
        if outcome.resource["conflicts"] and not wants_json():
            return _in_part(family, recipient, on, outcome.resource)
        return outcome_response(outcome)

    return or_again(keep, lambda error: _refused(family, recipient, error))


def _refused(family: str, recipient: str, error: ActionError) -> Response:
    """Returns the page of the day with everything as it was typed; nothing was stored."""
    try:
        on = _day(family, recipient, submitted())
    except Invalid:
        on = None
    return _page(family, recipient, on, error, submitted())


def _in_part(family: str, recipient: str, on: date, made: dict[str, Any]) -> Response:
    """Returns the page after a partial save: conflicts as they were typed; the rest was stored."""
    response = _page(family, recipient, on, given=submitted(), conflicts=made["conflicts"])
    response.status_code = 200 if made["kept"] else 422
    return response


def _day(family: str, recipient: str, given: Mapping[str, Any]) -> date:
    """Raises NotFound, Invalid."""
    with reading() as session:
        zone = the_recipient_view(session, family, recipient).zone
    return paper_entry_lines.PaperInput.read(given).on or times.today(zone)


def _page(
    family: str,
    recipient: str,
    on: date | None,
    error: ActionError | None = None,
    given: Mapping[str, Any] | None = None,
    conflicts: Conflicts | None = None,
) -> Response:
    """on: today, unless another existing day is named. given: what was typed."""
    why = {one["dose"]: one["why"] for one in conflicts or ()}
    why |= {name.partition("-")[2]: words for name, words in errors_of(error).items()}
    with reading() as session:
        person = the_recipient_view(session, family, recipient)
        on = on or times.today(person.zone)
        found = giving_queries.doses_of_day(session, family, on, recipient)
        as_needed = [one for one, _plan in regimens.medications_of(session, family, recipient)]
    return form_page(
        "medications/chart/paper_entry.html",
        error,
        nav="doses",
        recipient=person,
        on=on,
        day_words=times.day_words(on, times.today(person.zone)),
        doses=[paper_entry_lines.line_view(one, given or {}, why) for one in found],
        as_needed=[medication_views.medication_view(one, None) for one in as_needed if one.is_prn],
        conflicts=conflicts or [],
        values=request.values if error else {},
    )
