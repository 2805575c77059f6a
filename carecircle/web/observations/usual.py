"""The usual range of one person and kind: in words, as form values, and today's total."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from carecircle.care.observations import queries
from carecircle.care.observations.kinds import KINDS, Kind
from carecircle.care.recipients.models import Recipient
from carecircle.care.recipients.queries import recipients_of
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.units import localized_number


@dataclass(frozen=True)
class UsualView:
    """of: whose range, kind: of what. low, high: as typed. today: the total, for a kind that is
    totalled by the day."""

    kind: str
    of: str
    url: str
    name: str
    unit: str
    is_daily: bool
    words: str
    today: str
    low: str
    high: str


def usual_views(
    session: Session, family_id: str, kind: str, recipient_id: str | None
) -> list[UsualView]:
    """Returns a view for each care recipient, or the one named; none for kinds in words."""
    known = KINDS[kind]
    if not known.units:
        return []
    people = recipients_of(session, family_id)
    return [_view(session, one, known) for one in people if recipient_id in (None, one.id)]


def _view(session: Session, recipient: Recipient, kind: Kind) -> UsualView:
    own = queries.own_range(session, recipient.id, kind.name)
    low, high = own if kind.is_daily else queries.usual_ranges(session, recipient.id)[kind.name]
    return UsualView(
        kind=kind.name,
        of=recipient.id,
        url=f"/families/{recipient.family_id}/recipients/{recipient.id}/usual",
        name=recipient.name,
        unit=kind.unit,
        is_daily=kind.is_daily,
        words=_words(low, high, kind.unit),
        today=_today(session, recipient, kind, low) if kind.is_daily else "",
        low=_number(low),
        high=_number(high),
    )


def _words(low: int | None, high: int | None, unit: str) -> str:
    if low is None and high is None:
        return _("Not set")
    if high is None:
        return _("from %(low)s %(unit)s", low=_number(low), unit=unit)
    if low is None:
        return _("up to %(high)s %(unit)s", high=_number(high), unit=unit)
    return f"{_number(low)} – {_number(high)} {unit}"


def _today(session: Session, recipient: Recipient, kind: Kind, target: int | None) -> str:
    zone = ZoneInfo(recipient.zone)
    day = times.today(recipient.zone)
    begin = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    total = queries.total_between(session, recipient.id, kind.name, begin, end)
    return _total_words(total, target, kind.unit)


def _total_words(total: int | None, target: int | None, unit: str) -> str:
    """Whoever reads that somebody drank 0 ml calls a doctor; perhaps nobody wrote it down."""
    if total is None and target is None:
        return _("Today nothing is recorded")
    if total is None:
        return _(
            "Today nothing is recorded, of %(target)s %(unit)s", target=_number(target), unit=unit
        )
    if target is None:
        return _("Today %(total)s %(unit)s", total=_number(total), unit=unit)
    params = {"total": _number(total), "target": _number(target), "unit": unit}
    return _("Today %(total)s of %(target)s %(unit)s", **params)


def _number(thousandths: int | None) -> str:
    return "" if thousandths is None else localized_number(thousandths)
