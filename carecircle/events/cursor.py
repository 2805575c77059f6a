"""Positions in a family's log, `<epoch>-<seq>`, and reading after one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.events.models import Event, FamilyStream

MOST_DIGITS = 15


@dataclass(frozen=True)
class Cursor:
    epoch: str
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.seq}"


@dataclass(frozen=True)
class Resume:
    """Where a reader continues: after position `after`. If not recovered: after the head, and
    why."""

    head: Cursor
    after: int
    recovered: bool
    reason: str | None = None


def parse(text: str) -> Cursor | None:
    """Returns the cursor; None if the text is not one. Only ASCII digits count as digits."""
    epoch, hyphen, seq = text.partition("-")
    is_number = seq.isascii() and seq.isdigit() and len(seq) <= MOST_DIGITS
    if not (epoch and hyphen and is_number and str(int(seq)) == seq):
        return None
    return Cursor(epoch, int(seq))


def head(session: Session, family_id: str) -> Cursor:
    """Returns the last position that is visible now."""
    return heads(session, [family_id])[family_id]


def heads(session: Session, family_ids: Iterable[str]) -> dict[str, Cursor]:
    """Returns the last position of each family, in one query."""
    columns = select(FamilyStream.family_id, FamilyStream.epoch, FamilyStream.seq)
    rows = session.execute(columns.where(FamilyStream.family_id.in_(list(family_ids))))
    return {family_id: Cursor(epoch, seq) for family_id, epoch, seq in rows}


def resume(session: Session, family_id: str, after: str | None, most: int | None = None) -> Resume:
    """Returns where to continue. most: a reader further behind is not recovered (None: no
    limit)."""
    stream = session.execute(
        select(FamilyStream.epoch, FamilyStream.seq, FamilyStream.floor).where(
            FamilyStream.family_id == family_id
        )
    ).one()
    top = Cursor(stream.epoch, stream.seq)
    if after is None:
        return Resume(top, top.seq, True)
    cursor = parse(after)
    if cursor is None:
        return Resume(top, top.seq, False, "malformed")
    reason = _why_not(cursor, top, stream.floor, most)
    if reason is not None:
        return Resume(top, top.seq, False, reason)
    return Resume(top, cursor.seq, True)


def _why_not(asked: Cursor, top: Cursor, floor: int, most: int | None) -> str | None:
    if asked.epoch != top.epoch:
        return "unknown-epoch"
    if asked.seq > top.seq:
        return "beyond-head"
    if asked.seq < floor:
        return "too-old"
    if most is not None and top.seq - asked.seq > most:
        return "too-far-behind"
    return None


def read_after(session: Session, family_id: str, seq: int, limit: int) -> list[Event]:
    """Returns at most `limit` events after the position, in order."""
    rows = select(Event).where(Event.family_id == family_id, Event.seq > seq)
    return list(session.scalars(rows.order_by(Event.seq).limit(limit)))
