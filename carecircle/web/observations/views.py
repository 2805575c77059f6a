"""What the templates of observations are given; the trend as a drawing with its table."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.observations import queries, rules
from carecircle.care.observations.models import Observation
from carecircle.events.envelope import instant
from carecircle.web import times
from carecircle.web.observations import words
from carecircle.web.people_shown import initials_of
from carecircle.web.words import gettext as _

WIDTH, HEIGHT, EDGE = 300, 80, 6


@dataclass(frozen=True)
class ObservationView:
    """beyond: low, high or nothing, against what is usual for this person."""

    id: str
    url: str
    kind: str
    words: str
    beyond: str
    beyond_words: str
    note: str | None
    by: str
    by_id: str
    initials: str
    at: datetime
    time: str
    day: str
    is_voided: bool
    voided_why: str | None


@dataclass(frozen=True)
class TrendView:
    """points: `x,y` of the drawing, oldest first. band: y and height of what is usual."""

    points: list[tuple[float, float]]
    line: str
    band: tuple[float, float] | None
    label: str


def observation_views(
    session: Session, found: list[Observation], zone: str
) -> list[ObservationView]:
    if not found:
        return []
    initials = initials_of(session, found[0].family_id)
    usual = {one.recipient_id: queries.usual(session, one.recipient_id) for one in found}
    return [_view(one, initials, usual[one.recipient_id], zone) for one in found]


def _view(
    one: Observation, initials: dict[str, str], usual: dict[str, queries.Range], zone: str
) -> ObservationView:
    at = times.local(one.at, zone)
    beyond = rules.beyond(one.number, *usual[one.kind])
    return ObservationView(
        id=one.id,
        url=f"/families/{one.family_id}/observations/{one.id}",
        kind=one.kind,
        words=words.words_of(one),
        beyond=beyond,
        beyond_words={"low": _("lower than usual"), "high": _("higher than usual")}.get(beyond, ""),
        note=one.note,
        by=one.recorded_by_name,
        by_id=one.recorded_by,
        initials=initials.get(one.recorded_by, "?"),
        at=at,
        time=times.hhmm(one.at, zone),
        day=times.day_words(at.date(), times.today(zone)),
        is_voided=one.voided_at is not None,
        voided_why=one.voided_why,
    )


def trend_view(found: list[Observation], usual: queries.Range, name: str) -> TrendView | None:
    """The last readings of one kind, newest first as they come; a drawing needs two."""
    readings = [one for one in reversed(found) if one.number is not None and not one.voided_at]
    if len(readings) < 2:
        return None
    numbers = [one.number or 0 for one in readings]
    ends = [end for end in usual if end is not None]
    low, high = min([*numbers, *ends]), max([*numbers, *ends])
    span = max(high - low, 1)

    def y(number: int) -> float:
        return round(HEIGHT - EDGE - (number - low) / span * (HEIGHT - 2 * EDGE), 1)

    step = (WIDTH - 2 * EDGE) / (len(readings) - 1)
    points = [(round(EDGE + step * place, 1), y(number)) for place, number in enumerate(numbers)]
    band = None
    if None not in usual:
        top, bottom = y(usual[1] or 0), y(usual[0] or 0)
        band = (top, round(bottom - top, 1))
    label = _(
        "%(name)s, the last %(count)s: %(lowest)s to %(highest)s, now %(last)s",
        name=name,
        count=len(readings),
        lowest=min(readings, key=_size).value,
        highest=max(readings, key=_size).value,
        last=readings[-1].value,
    )
    return TrendView(points, " ".join(f"{a},{b}" for a, b in points), band, label)


def _size(one: Observation) -> tuple[int, str]:
    return one.number or 0, one.id


def resource(one: Observation) -> dict[str, Any]:
    value: object = one.value
    if one.number is not None and one.second is None:
        value = float(one.value.replace(",", "."))
    return {
        "id": one.id,
        "recipient": one.recipient_id,
        "kind": one.kind,
        "value": value,
        "unit": one.unit,
        "note": one.note,
        "at": instant(one.at),
        "recorded_at": instant(one.recorded_at),
        "by": {"id": one.recorded_by, "name": one.recorded_by_name},
        "voided_why": one.voided_why,
    }
