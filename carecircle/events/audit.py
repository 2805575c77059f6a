"""The audit trail: who, what, when, from where, before and after; chained by hash per family.

The chain runs over payload hashes, so an erasure can empty a payload and the chain stays
valid.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypedDict

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.events.models import AuditRow, FamilyStream
from carecircle.events.who import EventActor


@dataclass(frozen=True)
class Entry:
    family_id: str
    actor: EventActor | None
    verb: str
    subject_id: str | None
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    origin: str | None = None
    at: datetime = field(default_factory=clock.now)


class _Row(TypedDict):
    """A row to be inserted."""

    family_id: str
    seq: int
    at: datetime
    actor_id: str | None
    actor_name: str | None
    verb: str
    subject_id: str | None
    origin: str | None
    payload: dict[str, Any]
    payload_hash: str
    hash: str


_Name = Literal[
    "family_id", "seq", "at", "actor_id", "verb", "subject_id", "origin", "payload_hash"
]
_CHAINED: tuple[_Name, ...] = (
    *("family_id", "seq", "at", "actor_id", "verb", "subject_id", "origin", "payload_hash"),
)


def append(session: Session, stream: FamilyStream, entries: list[Entry]) -> None:
    """Append the entries to the family's trail. The caller holds the lock of the family's row."""
    rows = []
    for entry in entries:
        row = _row(entry, stream.audit_seq + 1, stream.audit_hash)
        stream.audit_seq, stream.audit_hash = row["seq"], row["hash"]
        rows.append(row)
    if rows:
        session.execute(insert(AuditRow), rows)


def first_broken(session: Session, family_id: str) -> int | None:
    """Returns the number of the first row that was changed, lost or added; None if all is well."""
    stream = session.get(FamilyStream, family_id)
    previous, expected = "", 1
    rows = select(AuditRow).where(AuditRow.family_id == family_id).order_by(AuditRow.seq)
    for row in session.scalars(rows.execution_options(yield_per=500)):
        if row.seq != expected or row.hash != _chain(previous, _fields(row)):
            return expected
        if row.payload and row.payload_hash != _digest(row.payload):
            return expected
        previous, expected = row.hash, expected + 1
    if stream is not None and (stream.audit_seq, stream.audit_hash) != (expected - 1, previous):
        return expected
    return None


def _row(entry: Entry, seq: int, previous: str) -> _Row:
    payload = {"before": entry.before, "after": entry.after}
    row: _Row = {
        "family_id": entry.family_id,
        "seq": seq,
        "at": entry.at,
        "actor_id": entry.actor.id if entry.actor else None,
        "actor_name": entry.actor.name if entry.actor else None,
        "verb": entry.verb,
        "subject_id": entry.subject_id,
        "origin": entry.origin,
        "payload": payload,
        "payload_hash": _digest(payload),
        "hash": "",
    }
    row["hash"] = _chain(previous, [row[name] for name in _CHAINED])
    return row


def _fields(row: AuditRow) -> list[object]:
    return [getattr(row, name) for name in _CHAINED]


def _chain(previous: str, fields: list[object]) -> str:
    return _digest([previous, *fields])


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, default=_plain)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the audit trail")
