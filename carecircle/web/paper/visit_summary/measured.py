"""Observations of a period by kind: the number, the range, the trend and the latest readings."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.observations.kinds import CONCERNS, KINDS
from carecircle.care.observations.models import Observation
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.observations.trends import daily_totals, trend_view
from carecircle.web.observations.views import observation_views
from carecircle.web.paper.visit_summary.changes import day_and_time
from carecircle.web.shared.wording import observation_words
from carecircle.web.shared.wording.units import localized_number

LAST = 6


def measured(
    session: Session, found: list[Observation], recipient_id: str, zone: str
) -> list[dict[str, Any]]:
    """Returns the kinds that were observed, in the order of the table of kinds."""
    of_kind = {kind: [one for one in found if one.kind == kind] for kind in KINDS}
    return [
        _kind(session, kind, of_kind[kind], recipient_id, zone)
        for kind in KINDS
        if of_kind[kind] and kind not in CONCERNS
    ]


def _kind(
    session: Session, kind: str, found: list[Observation], recipient_id: str, zone: str
) -> dict[str, Any]:
    views = observation_views(session, found, zone)
    last = list(zip(found, views, strict=True))[-LAST:]
    return {
        "kind": kind,
        "name": observation_words.kinds()[kind],
        "count": len(found),
        "range": _range(kind, found, zone),
        "beyond": sum(1 for view in views if view.beyond),
        "trend": trend_view(session, found, recipient_id, kind, zone),
        "last": [
            {
                "when": day_and_time(one.at, zone),
                "value": observation_words.value_words(kind, one.value, one.unit),
                "beyond": view.beyond_words,
                "note": one.note,
            }
            for one, view in last
        ],
    }


def _range(kind: str, found: list[Observation], zone: str) -> str:
    """Returns the lowest and the highest value; the daily totals of a daily kind; for a kind with
    choices, each choice with its number."""
    if KINDS[kind].is_daily:
        return _of_days(kind, daily_totals(found, zone), times.today(zone))
    numbers = sorted((one.number, one.id, one) for one in found if one.number is not None)
    if not numbers:
        counts = Counter(observation_words.value_words(kind, one.value, one.unit) for one in found)
        return ", ".join(f"{words} ({count})" for words, count in counts.most_common())
    ends = (numbers[0][-1], numbers[-1][-1])
    low, high = (observation_words.value_words(kind, one.value, one.unit) for one in ends)
    return low if low == high else f"{low} – {high}"


def _of_days(kind: str, totals: dict[date, int], today: date) -> str:
    """Returns the lowest and the highest daily total. Today is not over, so it is left out unless
    it is the only day."""
    whole = [total for on, total in totals.items() if on != today] or list(totals.values())
    amount = " – ".join(localized_number(total) for total in sorted({min(whole), max(whole)}))
    return _("%(amount)s %(unit)s a day", amount=amount, unit=KINDS[kind].unit)
