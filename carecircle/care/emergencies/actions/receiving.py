"""Verb: confirm that it was received or seen. Receipts are rows; they are told gathered."""

from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.acting import Actor
from carecircle.care.emergencies import rules
from carecircle.care.emergencies.actions.common import locked
from carecircle.care.emergencies.models import Emergency, Receipt
from carecircle.db.session import reading, transaction
from carecircle.events import log


def confirm(actor: Actor, emergency_id: str, values: SimpleNamespace) -> Emergency:
    """Keep that this member's browser received it, or that the person saw it; twice is once.

    values: a ReceiptInput. Raises NotAllowed, NotThere.
    """
    actor.must_be_allowed("emergency:answer")
    with transaction() as tx:
        emergency = locked(tx.session, actor.family_id, emergency_id)
        if keep_receipt(tx.session, actor, emergency, values.kind):
            _tell_if_due(tx.session, emergency)
        return emergency


def tell_gathered_receipts(limit: int = 50) -> int:
    """Tell what was gathered since the last time; answers for how many emergencies."""
    rows = select(Emergency).where(Emergency.receipts_due_at <= clock.now()).limit(limit)
    with reading() as session:
        if session.scalar(rows.with_only_columns(Emergency.id)) is None:
            return 0
    with transaction() as tx:
        emergencies = list(tx.session.scalars(rows.with_for_update(skip_locked=True)))
        for emergency in emergencies:
            _tell(tx.session, emergency)
        return len(emergencies)


def tell_soon(family_id: str, emergency_id: str) -> None:
    """Something else that the family wants to know has changed: tell it with the receipts."""
    with transaction() as tx:
        emergency = locked(tx.session, family_id, emergency_id)
        if emergency.receipts_due_at is None:
            emergency.receipts_due_at = rules.receipts_due(emergency.receipts_told_at, clock.now())


def keep_receipt(session: Session, actor: Actor, emergency: Emergency, kind: str) -> bool:
    """Answers whether it was new."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {
        "family_id": emergency.family_id,
        "emergency_id": emergency.id,
        "member_id": actor.must_be_a_member(),
        "kind": kind,
        "through": actor.through or "",
        "at": clock.now(),
    }
    kept = insert(Receipt).values(row).on_conflict_do_nothing().returning(Receipt.member_id)
    is_new = session.scalar(kept) is not None
    if is_new and emergency.receipts_due_at is None:
        emergency.receipts_due_at = rules.receipts_due(emergency.receipts_told_at, clock.now())
    return is_new


def _tell_if_due(session: Session, emergency: Emergency) -> None:
    if emergency.receipts_due_at is not None and emergency.receipts_due_at <= clock.now():
        _tell(session, emergency)


def _tell(session: Session, emergency: Emergency) -> None:
    rows = select(Receipt).where(Receipt.emergency_id == emergency.id).order_by(Receipt.at)
    receipts = list(session.scalars(rows))
    seen = [r.member_id for r in receipts if r.kind == "seen"]
    received = list(dict.fromkeys(r.member_id for r in receipts))
    emergency.receipts_told_at, emergency.receipts_due_at = clock.now(), None
    data = {"emergency": emergency.id, "received": received, "seen": seen}
    log.announce(
        "emergency:received",
        family_id=emergency.family_id,
        actor=None,
        recipient_id=emergency.recipient_id,
        data=data,
    )
