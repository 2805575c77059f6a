"""Actions: store that an alert was sent, received, seen. Receipts are rows; their events are
batched."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.due_rows import claim
from carecircle.care.emergencies import rules
from carecircle.care.emergencies.actions.common import locked
from carecircle.care.emergencies.inputs import ReceiptInput
from carecircle.care.emergencies.models import Emergency, Receipt, Sending
from carecircle.care.emergencies.queries import stories
from carecircle.care.emergencies.receipt_events import receipt_data
from carecircle.care.emitting import emit_by_clock
from carecircle.care.errors import NotFound
from carecircle.db.session import transaction


@dataclass(frozen=True)
class Sent:
    """The alert was sent to a session, token or device. member_id: its member, if any."""

    family_id: str
    emergency_id: str
    through: str
    member_id: str | None
    at: datetime


def confirm(actor: Actor, emergency_id: str, values: ReceiptInput) -> Emergency:
    """Store that this member's browser received it, or that the person saw it. A second call
    changes nothing.

    Raises NotAllowed, NotFound.
    """
    actor.must_be_allowed("emergency:confirm")
    with transaction() as tx:
        emergency = locked(tx.session, actor.family_id, emergency_id)
        if store_receipt(tx.session, actor, emergency, values.kind):
            _emit_if_due(tx.session, emergency)
        return emergency


def emit_batched_receipts() -> int:
    """Emit the batched receipts. Returns the number of emergencies."""
    rows = select(Emergency).where(Emergency.receipts_due_at <= clock.now())
    return claim(rows, _emit)


def store_sent(found: list[Sent]) -> None:
    """Store all in one transaction; skip what is stored already, and emergencies that no longer
    exist."""
    with transaction() as tx:
        for emergency_id in sorted({sent.emergency_id for sent in found}):
            rows = [asdict(sent) for sent in found if sent.emergency_id == emergency_id]
            try:
                emergency = locked(tx.session, rows[0]["family_id"], emergency_id)
            except NotFound:
                continue
            if _store_rows(tx.session, rows):
                _schedule(emergency)


def schedule_receipt_event(family_id: str, emergency_id: str) -> None:
    """Schedule a receipt event, because something else in it has changed."""
    with transaction() as tx:
        _schedule(locked(tx.session, family_id, emergency_id))


def store_receipt(session: Session, actor: Actor, emergency: Emergency, kind: str) -> bool:
    """Returns whether it was new."""
    row = {
        "family_id": emergency.family_id,
        "emergency_id": emergency.id,
        "member_id": actor.must_be_a_member(),
        "kind": kind,
        "through": actor.through or "",
        "at": clock.now(),
    }
    kept = (
        _insert(session)(Receipt).values(row).on_conflict_do_nothing().returning(Receipt.member_id)
    )
    is_new = session.scalar(kept) is not None
    if is_new:
        _schedule(emergency)
    return is_new


def _store_rows(session: Session, rows: list[dict[str, Any]]) -> bool:
    """Returns whether any was new. One statement for many rows, compiled once for any number."""
    kept = _insert(session)(Sending).on_conflict_do_nothing().returning(Sending.through)
    return bool(session.execute(kept, rows).all())


def _schedule(emergency: Emergency) -> None:
    if emergency.receipts_due_at is None:
        emergency.receipts_due_at = rules.receipts_due(emergency.receipts_told_at, clock.now())


def _insert(session: Session) -> Any:
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert


def _emit_if_due(session: Session, emergency: Emergency) -> None:
    if emergency.receipts_due_at is not None and emergency.receipts_due_at <= clock.now():
        _emit(session, emergency)


def _emit(session: Session, emergency: Emergency) -> None:
    [story] = stories(session, emergency.family_id, [emergency])
    data = receipt_data(story, emergency.receipts_told_at)
    emergency.receipts_told_at, emergency.receipts_due_at = clock.now(), None
    emit_by_clock(emergency, "emergency:received", {"emergency": emergency.id} | data)
