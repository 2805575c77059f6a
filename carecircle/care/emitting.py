"""Emits the event that every screen reads and the row of the audit trail, together."""

from collections.abc import Mapping
from typing import Protocol

from carecircle.care.actor import Actor
from carecircle.events import audit, log

# The members of an event by name; each value can be written as JSON.
EventData = dict[str, object]


def emit(
    actor: Actor,
    type_: str,
    data: Mapping[str, object],
    *,
    details: Mapping[str, object] | None = None,
    recipient_id: str | None = None,
    audience: str | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Queue both in the current transaction. The first member of data is the subject.

    details: names and values for the feed line, as they are now; not part of the audit trail.
    """
    log.emit(
        type_,
        family_id=actor.family_id,
        actor=actor.who,
        data={**data, **(details or {})},
        recipient_id=recipient_id,
        audience=audience,
    )
    subject = next(iter(data.values()), None)
    subject_id = subject if isinstance(subject, str) else None
    changed = data if after is None else after
    record_audit(actor, type_, subject_id, before=before, after=changed)


class Subject(Protocol):
    """Anything that belongs to a family and to a care recipient of it."""

    @property
    def family_id(self) -> str: ...

    @property
    def recipient_id(self) -> str | None: ...


def emit_by_clock(of: Subject, type_: str, data: Mapping[str, object]) -> None:
    """Queue an event without an actor in the current transaction: it was due."""
    log.emit(type_, family_id=of.family_id, actor=None, recipient_id=of.recipient_id, data=data)


def record_audit(
    actor: Actor,
    verb: str,
    subject_id: str | None,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Queue only a row of the audit trail, for changes that no screen shows."""
    log.record_audit(
        audit.Entry(actor.family_id, actor.who, verb, subject_id, before, after, actor.origin)
    )
