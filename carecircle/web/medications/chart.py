"""The medication chart on screen and paper, the blank one, and keying in what paper holds."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import segno
from flask import Response, g, jsonify, make_response, request
from flask_babel import format_date
from markupsafe import Markup
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import Invalid, NotThere
from carecircle.care.inputs import Input, Line, LocalDate
from carecircle.care.medications import history, queries
from carecircle.db.session import reading
from carecircle.web import times
from carecircle.web.medications import adherence, keyed_in, medications
from carecircle.web.medications.grid import Hand, days_of, grid
from carecircle.web.medications.prescribed import may_give
from carecircle.web.medications.prn_lines import prn_lines
from carecircle.web.people_shown import RecipientView, initials_of, recipient_views, signers
from carecircle.web.reading import render_page, submitted, wants_json
from carecircle.web.writing import answer, carry_out

OF_RECIPIENT = "/families/<id:family>/recipients/<id:recipient>"


class ChartInput(Input):
    month = Line(most=7)
    on = LocalDate()


@medications.get(f"{OF_RECIPIENT}/medication-chart")
def medication_chart(family: str, recipient: str) -> Response:
    return _chart(family, recipient, is_blank=False)


@medications.get(f"{OF_RECIPIENT}/medication-chart/blank")
def blank_chart(family: str, recipient: str) -> Response:
    return _chart(family, recipient, is_blank=True)


@medications.get(f"{OF_RECIPIENT}/medication-chart/entries")
def key_in(family: str, recipient: str) -> Response:
    with reading() as session:
        person = _person(session, family, recipient)
        on = ChartInput.read(request.args).on or times.today(person.zone)
    return _key_in_page(family, recipient, on, [])


@medications.post(f"{OF_RECIPIENT}/medication-chart/entries")
def keep_keyed_in(family: str, recipient: str) -> Response:
    given = submitted()
    with reading() as session:
        person = _person(session, family, recipient)
    on = ChartInput.read({"on": given.get("on")}).on or times.today(person.zone)
    lines = keyed_in.lines_in(family, recipient, on, given)
    page = f"/families/{family}/recipients/{recipient}/medication-chart/entries?on={on}"
    outcome = carry_out(lambda: keyed_in.keep(g.actor, lines, page))
    if outcome.resource["conflicts"] and not wants_json():
        return _key_in_page(family, recipient, on, outcome.resource["conflicts"])
    return answer(outcome)


def _chart(family: str, recipient: str, is_blank: bool) -> Response:
    with reading() as session:
        person = _person(session, family, recipient)
        today = times.today(person.zone)
        first = _month(ChartInput.read(request.args).month, today)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        stretch = history.stretch(session, recipient, person.zone, first, last)
        hand = Hand(initials_of(session, family), today, clock.now())
        names = signers(session, family, stretch.signed_by())
    shown = adherence.shown(stretch, hand.now)
    if wants_json():
        return make_response(jsonify({"month": f"{first:%Y-%m}", "adherence": shown.resource}))
    return render_page(
        "medications/chart.html",
        nav="doses",
        recipient=person,
        is_blank=is_blank,
        month_words=format_date(first, "LLLL yyyy"),
        month=f"{first:%Y-%m}",
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{last + timedelta(days=1):%Y-%m}",
        days=[(day.day, format_date(day, "EEEEE"), day == today) for day in days_of(stretch)],
        rows=grid(stretch, hand, is_blank),
        prn=prn_lines(stretch, person.zone, hand),
        names=names,
        adherence=shown,
        qr=_qr(),
        may_give=may_give(),
    )


def _key_in_page(
    family: str, recipient: str, on: date, conflicts: list[dict[str, Any]]
) -> Response:
    with reading() as session:
        person = _person(session, family, recipient)
        found = queries.doses_of_day(session, family, on, recipient)
    return render_page(
        "medications/key_in.html",
        nav="doses",
        recipient=person,
        on=on,
        day_words=times.day_words(on, times.today(person.zone)),
        doses=[keyed_in.line_view(one) for one in found],
        conflicts=conflicts,
    )


def _person(session: Session, family: str, recipient: str) -> RecipientView:
    found = next((one for one in recipient_views(session, family) if one.id == recipient), None)
    if found is None:
        raise NotThere()
    return found


def _month(text: str | None, today: date) -> date:
    """Raises Invalid."""
    try:
        return date.fromisoformat(f"{text}-01") if text else today.replace(day=1)
    except ValueError as error:
        raise Invalid({"month": "Type a month such as 2026-11"}) from error


def _qr() -> Markup:
    """To the live page, for whoever holds the paper."""
    code = segno.make(request.base_url, error="m")
    return Markup(code.svg_inline(scale=2, border=2, svgclass="qr", omitsize=True))
