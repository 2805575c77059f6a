"""Say what was done: the event that every screen reads and the row of the audit trail, at once."""

from collections.abc import Mapping
from typing import Any, Protocol

from carecircle.care.actor import Actor
from carecircle.events import audit, log


def emit(
    actor: Actor,
    type_: str,
    data: dict[str, Any],
    *,
    details: Mapping[str, Any] | None = None,
    recipient_id: str | None = None,
    audience: str | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Queue both, in the transaction under way. The first member of data names the subject.

    details: what the line of the feed says, as it is now; the audit trail has its own words.
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
    record_audit(actor, type_, subject, before=before, after=after if after is not None else data)


class Subject(Protocol):
    """Whatever belongs to a family and to a care recipient of it."""

    @property
    def family_id(self) -> str: ...

    @property
    def recipient_id(self) -> str | None: ...


def emit_by_clock(of: Subject, type_: str, data: dict[str, Any]) -> None:
    """Queue an event that nobody did, in the transaction under way: the time had come."""
    log.emit(type_, family_id=of.family_id, actor=None, recipient_id=of.recipient_id, data=data)


def record_audit(
    actor: Actor,
    verb: str,
    subject_id: str | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Queue a row of the audit trail alone, for what no screen shows."""
    log.record_audit(
        audit.Entry(actor.family_id, actor.who, verb, subject_id, before, after, actor.origin)
    )
