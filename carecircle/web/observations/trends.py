"""The trend of one kind as a drawing: recent readings or daily totals, and the usual range."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from carecircle.care.observations import queries
from carecircle.care.observations.kinds import KINDS
from carecircle.care.observations.models import Observation
from carecircle.care.recipients.models import Recipient
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording import observation_words
from carecircle.web.shared.wording.units import localized_number

WIDTH, HEIGHT, EDGE = 300, 80, 6
DAYS, OF_A_TREND = 14, 30


@dataclass(frozen=True)
class TrendView:
    """points: `x,y` in the drawing, oldest first. band: y and height of the usual range, or of
    everything that reaches the daily target."""

    points: list[tuple[float, float]]
    line: str
    band: tuple[float, float] | None
    label: str


def recent_trend(session: Session, family: str, kind: str, recipient_id: str) -> TrendView | None:
    """Returns the trend of one person up to now."""
    zone = session.get_one(Recipient, recipient_id).zone
    if KINDS[kind].is_daily:
        begin, end = _last_days(zone)
        found = queries.observations_between(session, family, begin, end, recipient_id, kind)
    else:
        found = queries.latest_observations(
            session, family, OF_A_TREND, recipient_id=recipient_id, kind=kind
        )[::-1]
    return trend_view(session, found, recipient_id, kind, zone)


def trend_view(
    session: Session, found: list[Observation], recipient_id: str, kind: str, zone: str
) -> TrendView | None:
    """found: oldest first, of one kind and person. Returns None with fewer than two points."""
    counted = [one for one in found if one.number is not None and not one.voided_at]
    if KINDS[kind].is_daily:
        low, _high = queries.own_range(session, recipient_id, kind)
        return _of_days(list(daily_totals(counted, zone).values()), low, kind)
    return _of_readings(counted, queries.usual_ranges(session, recipient_id)[kind], kind)


def _last_days(zone: str) -> tuple[datetime, datetime]:
    """Returns the first and last instant of the days whose totals are drawn, today included."""
    end = datetime.combine(times.today(zone) + timedelta(days=1), time(), ZoneInfo(zone))
    return end - timedelta(days=DAYS), end


def daily_totals(counted: list[Observation], zone: str) -> dict[date, int]:
    """Returns the totals by the day of recording, in order."""
    totals = dict[date, int]()
    for one in counted:
        on = times.local(one.at, zone).date()
        totals[on] = totals.get(on, 0) + (one.number or 0)
    return totals


def _of_readings(readings: list[Observation], usual: queries.Range, kind: str) -> TrendView | None:
    if len(readings) < 2:
        return None
    label = _(
        "%(name)s, the last %(count)s: %(lowest)s to %(highest)s, now %(last)s",
        name=observation_words.kinds()[kind],
        count=len(readings),
        lowest=observation_words.number_text(kind, min(readings, key=_size).value),
        highest=observation_words.number_text(kind, max(readings, key=_size).value),
        last=observation_words.number_text(kind, readings[-1].value),
    )
    return _drawn([one.number or 0 for one in readings], usual, label)


def _of_days(totals: list[int], aim: int | None, kind: str) -> TrendView | None:
    if len(totals) < 2:
        return None
    label = _(
        "%(name)s, totals of the last %(count)s days: %(lowest)s to %(highest)s %(unit)s, "
        "the last %(last)s",
        name=observation_words.kinds()[kind],
        count=len(totals),
        lowest=localized_number(min(totals)),
        highest=localized_number(max(totals)),
        last=localized_number(totals[-1]),
        unit=KINDS[kind].unit,
    )
    if aim is not None:
        label += _(" (aim %(aim)s)", aim=localized_number(aim))
    return _drawn(totals, (aim, None), label)


def _drawn(numbers: list[int], usual: queries.Range, label: str) -> TrendView:
    ends = [end for end in usual if end is not None]
    low, high = min([*numbers, *ends]), max([*numbers, *ends])
    span = max(high - low, 1)

    def y(number: int) -> float:
        return round(HEIGHT - EDGE - (number - low) / span * (HEIGHT - 2 * EDGE), 1)

    step = (WIDTH - 2 * EDGE) / (len(numbers) - 1)
    points = [(round(EDGE + step * place, 1), y(number)) for place, number in enumerate(numbers)]
    line = " ".join(f"{a},{b}" for a, b in points)
    if usual[0] is None:
        return TrendView(points, line, None, label)
    top = 0 if usual[1] is None else y(usual[1])
    return TrendView(points, line, (top, round(y(usual[0]) - top, 1)), label)


def _size(one: Observation) -> tuple[int, str]:
    return one.number or 0, one.id
