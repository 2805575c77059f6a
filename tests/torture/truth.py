"""What the database says in the end: the log of each family, kept answers, effects."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.emergencies.models import Emergency
from carecircle.db.session import reading
from carecircle.events import cursor
from carecircle.events.audience import SEEN_BY
from carecircle.events.catalogue import feed_types
from carecircle.events.models import Event, StoredResponse

MARKER = re.compile(r"mark-[\w-]+\.")
# Their data hold what one write said; `emergency:updated` holds the notes of all presses.
TOLD_BY = (
    *("note:added", "observation:recorded", "message"),
    *("medication:logged", "emergency:resolved"),
)


@dataclass(frozen=True)
class Logged:
    """An event of the log, as far as a client's list is compared with it."""

    seq: int
    at: datetime
    type: str
    audience: str


@dataclass(frozen=True)
class Truth:
    """logs: by family, up to its head. effects: how often each marker was saved."""

    logs: dict[str, list[Logged]]
    kept: frozenset[str]
    effects: Counter[str]

    @property
    def events(self) -> int:
        return sum(map(len, self.logs.values()))

    def expected(self, family_id: str, role: str, transport: str) -> dict[int, float]:
        """Returns what a client's list should hold: by position, when it was emitted."""
        found = self.logs[family_id]
        if transport == "page":
            found = [one for one in found if _is_a_line(one, role)]
        return {one.seq: one.at.timestamp() for one in found}


def heads(family_ids: list[str]) -> dict[str, cursor.Cursor]:
    with reading() as session:
        return cursor.heads(session, family_ids)


def gathered(up_to: dict[str, cursor.Cursor]) -> Truth:
    with reading() as session:
        logs = {family_id: _log(session, family_id, one.seq) for family_id, one in up_to.items()}
        kept = frozenset(session.scalars(select(StoredResponse.digest)))
        return Truth(logs, kept, _effects(session))


def _log(session: Session, family_id: str, head: int) -> list[Logged]:
    columns = select(Event.seq, Event.at, Event.type, Event.audience)
    rows = columns.where(Event.family_id == family_id, Event.seq <= head)
    return [Logged(*row) for row in session.execute(rows.order_by(Event.seq))]


def _effects(session: Session) -> Counter[str]:
    found: Counter[str] = Counter()
    for data in session.scalars(select(Event.data).where(Event.type.in_(TOLD_BY))):
        found.update(MARKER.findall(str(data)))
    for note in session.scalars(select(Emergency.note).where(Emergency.note.is_not(None))):
        found.update(MARKER.findall(note or ""))
    return found


def _is_a_line(one: Logged, role: str) -> bool:
    return one.type in feed_types(None) and role in SEEN_BY[one.audience]
