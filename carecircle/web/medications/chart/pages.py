"""The medication chart on screen and on paper, and the blank chart."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated, Any

import segno
from flask import Response, jsonify, make_response, request
from flask_babel import format_date
from markupsafe import Markup

from carecircle import clock
from carecircle.care.errors import Invalid
from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import reads_query
from carecircle.care.medications.chart import history
from carecircle.care.translatable import lazy_gettext
from carecircle.db.session import reading
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import wants_json
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.medications.chart import adherence
from carecircle.web.medications.chart.grid import ChartContext, days_of, grid
from carecircle.web.medications.chart.notes import notes
from carecircle.web.medications.chart.prn_lines import available_prns, prn_lines
from carecircle.web.medications.medication_views import may_give
from carecircle.web.shared.people import initials_of, signers, the_recipient_view


class ChartInput(Input):
    month: Annotated[str | None, Line(most=7)] = None


@reads_query(ChartInput)
def medication_chart(family: str, recipient: str) -> Response:
    return _chart(family, recipient, is_blank=False)


@reads_query(ChartInput)
def blank_chart(family: str, recipient: str) -> Response:
    return _chart(family, recipient, is_blank=True)


def _chart(family: str, recipient: str, is_blank: bool) -> Response:
    with reading() as session:
        person = the_recipient_view(session, family, recipient)
        today = times.today(person.zone)
        first = _month(ChartInput.read(request.args).month, today)
        last = first.replace(day=monthrange(first.year, first.month)[1])
        stretch = history.chart_period(session, recipient, person.zone, first, last)
        hand = ChartContext(initials_of(session, family), today, clock.now())
        as_needed = available_prns(session, family, recipient, person.zone) if is_blank else []
        names = signers(session, family, stretch.signed_by())
    shown = adherence.shown(stretch, hand.now)
    if wants_json():
        return make_response(jsonify({"month": f"{first:%Y-%m}", "adherence": shown.resource}))
    return render_page(
        "medications/chart/chart.html",
        nav="doses",
        recipient=person,
        is_blank=is_blank,
        **_around(first, last),
        days=[(day.day, format_date(day, "EEEEE"), day == today) for day in days_of(stretch)],
        rows=grid(stretch, hand, is_blank),
        prn=prn_lines(stretch, person.zone, hand),
        notes=[] if is_blank else notes(stretch, person.zone, hand),
        as_needed=as_needed,
        names=names,
        adherence=shown,
        qr=_qr(),
        may_give=may_give(),
    )


def _around(first: date, last: date) -> dict[str, Any]:
    """Returns the month in words, and the URLs of this month and of its neighbours."""
    return {
        "month_words": format_date(first, _("LLLL yyyy")),
        "month": f"{first:%Y-%m}",
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last + timedelta(days=1):%Y-%m}",
    }


def _month(text: str | None, today: date) -> date:
    """Raises Invalid."""
    try:
        return date.fromisoformat(f"{text}-01") if text else today.replace(day=1)
    except ValueError as error:
        raise Invalid({"month": lazy_gettext("Type a month such as 2026-11")}) from error


def _qr() -> Markup:
    """Returns the QR code of the live page, for whoever holds the paper."""
    code = segno.make(request.base_url, error="m")
    return Markup(code.svg_inline(scale=2, border=2, svgclass="qr", omitsize=True))
