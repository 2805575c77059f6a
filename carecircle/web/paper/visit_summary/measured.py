"""Observations of a period: of each kind how many, from what to what, a trend, the last ones."""

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

LAST = 6


def measured(
    session: Session, found: list[Observation], recipient_id: str, zone: str
) -> list[dict[str, Any]]:
    """In the order of the table of kinds; those never observed left out."""
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
    """From the lowest to the highest, of what is counted by the day its totals; of words, each
    with how often."""
    if KINDS[kind].is_daily:
        return _of_days(kind, daily_totals(found, zone), times.today(zone))
    numbers = sorted((one.number, one.id, one) for one in found if one.number is not None)
    if not numbers:
        said = Counter(observation_words.value_words(kind, one.value, one.unit) for one in found)
        return ", ".join(f"{what} ({count})" for what, count in said.most_common())
    ends = (numbers[0][-1], numbers[-1][-1])
    low, high = (observation_words.value_words(kind, one.value, one.unit) for one in ends)
    return low if low == high else f"{low} – {high}"


def _of_days(kind: str, totals: dict[date, int], today: date) -> str:
    """Today is not over: it counts only where there is no other day."""
    whole = [total for on, total in totals.items() if on != today] or list(totals.values())
    said = " – ".join(f"{total / 1000:g}" for total in sorted({min(whole), max(whole)}))
    return _("%(amount)s %(unit)s a day", amount=said, unit=KINDS[kind].unit)
