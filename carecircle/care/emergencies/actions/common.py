"""Shared by the emergency actions: the locked row, the data of the events."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.emergencies.models import Emergency
from carecircle.care.emitting import EventData, emit
from carecircle.care.errors import Conflict, NotFound
from carecircle.care.families.models import Family, Member
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events import audit, log


def locked(session: Session, family_id: str, emergency_id: str) -> Emergency:
    """Returns the emergency, its row locked until the end of the transaction. Raises NotFound."""
    rows = select(Emergency).where(Emergency.family_id == family_id, Emergency.id == emergency_id)
    emergency = session.scalar(rows.with_for_update().execution_options(populate_existing=True))
    if emergency is None:
        raise NotFound()
    return emergency


def locked_open(session: Session, actor: Actor, emergency_id: str) -> Emergency:
    """Returns the locked emergency. Raises NotFound, also if the actor was removed meanwhile, and
    Conflict if it is resolved."""
    emergency = locked(session, actor.family_id, emergency_id)
    _must_still_belong(session, actor)
    if emergency.status == "resolved":
        by = emergency.resolved_by_name or _("Somebody")
        raise Conflict(_("%(who)s has already closed this emergency", who=by), "already-resolved")
    return emergency


def _must_still_belong(session: Session, actor: Actor) -> None:
    """Raises NotFound if the actor was removed. The lock on the family, the same that inserts take,
    orders this before or after a removal."""
    family = select(Family.id).where(Family.id == actor.family_id)
    session.execute(family.with_for_update(read=True, key_share=True))
    present = select(Member.id).where(Member.id == actor.member_id, Member.removed_at.is_(None))
    if actor.member_id and session.scalar(present) is None:
        raise NotFound()


def emit_emergency(
    actor: Actor,
    type_: str,
    emergency: Emergency,
    details: Mapping[str, str | None] | None = None,
    **more: Any,
) -> None:
    """Emit an event with the members that every emergency event has."""
    data, recipient_id = _data(emergency) | more, emergency.recipient_id
    emit(actor, type_, data, details=details, recipient_id=recipient_id)


def emit_emergency_by_clock(type_: str, emergency: Emergency, **more: Any) -> None:
    """Emit an event without an actor: it was caused by time passing."""
    data, family_id = _data(emergency) | more, emergency.family_id
    recipient_id = emergency.recipient_id
    log.emit(type_, family_id=family_id, actor=None, recipient_id=recipient_id, data=data)
    log.record_audit(audit.Entry(family_id, None, type_, emergency.id, after=data, origin="clock"))


def _data(emergency: Emergency) -> EventData:
    return {
        "emergency": emergency.id,
        "status": emergency.status,
        "type": emergency.type,
        "severity": emergency.severity,
        "drill": emergency.is_drill,
    }
