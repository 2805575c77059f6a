"""Reads: observations, the last of each kind, usual ranges."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.observations.kinds import KINDS
from carecircle.care.observations.models import Observation, UsualRange

Range = tuple[int | None, int | None]


def latest_observations(
    session: Session,
    family_id: str,
    limit: int,
    *,
    recipient_id: str | None = None,
    kind: str | None = None,
    before: str | None = None,
) -> list[Observation]:
    """Returns observations, newest first. before: the id of the last one already shown."""
    rows = select(Observation).where(Observation.family_id == family_id)
    if recipient_id:
        rows = rows.where(Observation.recipient_id == recipient_id)
    if kind:
        rows = rows.where(Observation.kind == kind)
    if before:
        rows = rows.where(Observation.id < before)
    return list(session.scalars(rows.order_by(Observation.id.desc()).limit(limit)))


def observations_between(
    session: Session,
    family_id: str,
    begin: datetime,
    end: datetime,
    recipient_id: str | None = None,
    kind: str | None = None,
) -> list[Observation]:
    """Returns observations in order of time, without voided ones."""
    rows = select(Observation).where(
        Observation.family_id == family_id,
        Observation.at >= begin,
        Observation.at < end,
        Observation.voided_at.is_(None),
    )
    if recipient_id:
        rows = rows.where(Observation.recipient_id == recipient_id)
    if kind:
        rows = rows.where(Observation.kind == kind)
    return list(session.scalars(rows.order_by(Observation.at, Observation.id)))


def the_observation(session: Session, family_id: str, observation_id: str) -> Observation:
    """Returns the observation. Raises NotFound."""
    rows = select(Observation).where(
        Observation.family_id == family_id, Observation.id == observation_id
    )
    found = session.scalar(rows)
    if found is None:
        raise NotFound()
    return found


def last_of(
    session: Session, family_id: str, kind: str, recipient_id: str | None = None
) -> Observation | None:
    """Returns the last observation of a kind, by the time it was observed."""
    rows = select(Observation).where(
        Observation.family_id == family_id,
        Observation.kind == kind,
        Observation.voided_at.is_(None),
    )
    if recipient_id:
        rows = rows.where(Observation.recipient_id == recipient_id)
    return session.scalar(rows.order_by(Observation.at.desc(), Observation.id.desc()).limit(1))


def total_between(
    session: Session, recipient_id: str, kind: str, begin: datetime, end: datetime
) -> int | None:
    """Returns the total of a daily kind in thousandths, without voided observations; None if
    nothing was recorded, which is not the same as zero."""
    rows = select(func.sum(Observation.number)).where(
        Observation.recipient_id == recipient_id,
        Observation.kind == kind,
        Observation.voided_at.is_(None),
        Observation.at >= begin,
        Observation.at < end,
    )
    total = session.scalar(rows)
    return None if total is None else int(total)


def own_range(session: Session, recipient_id: str, kind: str) -> Range:
    """Returns the range set for this person; for a daily kind, the daily target."""
    row = session.get(UsualRange, (recipient_id, kind))
    return (row.low, row.high) if row else (None, None)


def usual_ranges(session: Session, recipient_id: str) -> dict[str, Range]:
    """Returns ranges by kind, in thousandths: the person's own if set, else the table's. A single
    reading of a daily kind is neither low nor high."""
    ranges: dict[str, Range] = {
        kind.name: (_thousandths(kind.low), _thousandths(kind.high)) for kind in KINDS.values()
    }
    rows = select(UsualRange).where(UsualRange.recipient_id == recipient_id)
    own = {row.kind: (row.low, row.high) for row in session.scalars(rows)}
    return ranges | {kind: own[kind] for kind in own if not KINDS[kind].is_daily}


def _thousandths(number: float | None) -> int | None:
    return None if number is None else round(number * 1000)
