"""Appends to a family's log, in the transaction of the change itself.

An action only queues its events. The outermost block numbers and writes them last, so that the
family's row lock, taken there, is held for the shortest time and always after every other lock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TypedDict

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.db.after_commit import run_each
from carecircle.db.base import new_id
from carecircle.db.session import Transaction, transaction
from carecircle.events import audit, catalogue
from carecircle.events.models import Event, FamilyStream
from carecircle.events.who import EventActor

Notify = Callable[[str, int], None]
_listeners: list[Notify] = []
NOT_NUMBERED = 0


def on_notify(listener: Notify) -> Callable[[], None]:
    """Call listener(family id, last seq) after each commit. Returns a function that unsubscribes
    it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def open_stream(session: Session, family_id: str) -> None:
    """Create the log of a new family."""
    session.add(FamilyStream(family_id=family_id, epoch=new_id(), seq=0, floor=0))


def emit(
    type_: str,
    *,
    family_id: str,
    actor: EventActor | None,
    data: Mapping[str, object],
    recipient_id: str | None = None,
    audience: str | None = None,
) -> None:
    """Queue an event in the current transaction. audience: overrides that of its type.

    Raises ValueError if the catalogue does not have the type.
    """
    catalogue.check(type_, data)
    with transaction() as tx:
        _queue(tx).events.append(
            {
                "family_id": family_id,
                "seq": NOT_NUMBERED,
                "type": type_,
                "at": clock.now(),
                "actor_id": actor.id if actor else None,
                "actor_name": actor.name if actor else None,
                "actor_initials": actor.initials if actor else None,
                "recipient_id": recipient_id,
                "audience": audience or catalogue.TYPES[type_].audience,
                "data": data,
            }
        )


def record_audit(entry: audit.Entry) -> None:
    """Queue a row of the audit trail."""
    with transaction() as tx:
        _queue(tx).audits.append(entry)


class _Row(TypedDict):
    """An event to be inserted. seq: set at the end of the transaction."""

    family_id: str
    seq: int
    type: str
    at: datetime
    actor_id: str | None
    actor_name: str | None
    actor_initials: str | None
    recipient_id: str | None
    audience: str
    data: Mapping[str, object]


@dataclass
class _Queue:
    events: list[_Row] = field(default_factory=list)
    audits: list[audit.Entry] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)


def _queue(tx: Transaction) -> _Queue:
    queue: _Queue | None = tx.info.get("log")
    if queue is None:
        queue = tx.info["log"] = _Queue()
        tx.before_commit(lambda: _write(tx.session, queue), rank=2)
        tx.after_commit(lambda: _notify_listeners(queue))
    return queue


def _write(session: Session, queue: _Queue) -> None:
    families = {row["family_id"] for row in queue.events} | {e.family_id for e in queue.audits}
    for family_id in sorted(families):  # every transaction locks in the same order
        events = [row for row in queue.events if row["family_id"] == family_id]
        stream = _advance(session, family_id, len(events))
        _number(events, stream.seq - len(events))
        if events:
            session.execute(insert(Event), events)
            queue.last[family_id] = stream.seq
        audit.append(session, stream, [e for e in queue.audits if e.family_id == family_id])


def _advance(session: Session, family_id: str, count: int) -> FamilyStream:
    statement = (
        update(FamilyStream)
        .where(FamilyStream.family_id == family_id)
        .values(seq=FamilyStream.seq + count)
        .returning(FamilyStream)
        .execution_options(populate_existing=True)
    )
    return session.scalars(statement).one()


def _number(events: Iterable[_Row], after: int) -> None:
    for seq, row in enumerate(events, after + 1):
        row["seq"] = seq


def _notify_listeners(queue: _Queue) -> None:
    for family_id, seq in queue.last.items():
        run_each(partial(listener, family_id, seq) for listener in list(_listeners))


def raise_replay_floor(session: Session, family_id: str, before: datetime, keep: int) -> int:
    """Raises the floor below which events cannot be replayed, and returns it.

    Events younger than `before` and the last `keep` events can still be replayed. No row is
    deleted: the feed reads them."""
    stream = session.get_one(FamilyStream, family_id, with_for_update=True)
    old = (
        session.query(Event.seq)
        .filter(Event.family_id == family_id, Event.at < before)
        .order_by(Event.seq.desc())
        .limit(1)
        .scalar()
    )
    stream.floor = max(stream.floor, min(old or 0, stream.seq - keep))
    return stream.floor
