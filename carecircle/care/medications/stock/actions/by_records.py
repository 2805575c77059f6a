"""The stock as records of doses change it: given, destroyed, put back."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.medications.follow_ups.actions.incidents import record_incident
from carecircle.care.medications.models import Administration, Medication, StockEntry
from carecircle.care.medications.outcomes import BY_NAME
from carecircle.care.medications.stock.actions.levels import check_stock_level
from carecircle.care.medications.stock.actions.register import (
    Codes,
    EntryTexts,
    append_entry,
    must_not_go_below_zero,
)


def begin_stock(
    session: Session, actor: Actor, medication: Medication, quantity: int | None
) -> None:
    """Enter what was there when the medication was added. Of a controlled one, two people count it
    next."""
    if quantity:
        append_entry(session, actor, medication, "booked_in", quantity)
    if medication.is_controlled:
        medication.count_due_at = clock.now()


def take_from_stock(
    session: Session,
    actor: Actor,
    medication: Medication,
    record: Administration,
    planned: int,
    confirm: Codes = None,
) -> None:
    """Deduct what was given, or destroyed after a refusal; of a controlled medication also the
    rest of a dose that was partly taken, as destroyed.

    Raises RuleBroken to confirm that there was more than the register says; never for a record from
    paper.
    """
    entries = _entries_of(medication, record, planned)
    if medication.stock is None or not entries:
        return
    taken = sum(quantity for _kind, quantity in entries)
    if not record.is_from_paper:
        must_not_go_below_zero(session, medication, taken, confirm)
    for kind, quantity in entries:
        texts = EntryTexts(witness=record.witness_name)
        append_entry(session, actor, medication, kind, -quantity, texts, of=record)
    if medication.is_controlled and medication.stock < 0:
        record_incident(session, actor, medication, "stock_difference", record.reason, record)
    check_stock_level(session, actor, medication)


def _entries_of(
    medication: Medication, record: Administration, planned: int
) -> list[tuple[str, int]]:
    outcome = BY_NAME[record.outcome]
    if outcome.is_destroyed:
        return [("destroyed", planned)]
    entries = [("given", record.quantity)] if record.quantity else []
    rest = planned - record.quantity
    if outcome.is_partial and medication.is_controlled and rest > 0:
        entries.append(("destroyed", rest))
    return entries


def reverse_entries(
    session: Session,
    actor: Actor,
    medication: Medication,
    old: Administration,
    witness: str | None = None,
) -> None:
    """Reverse the entries of a voided record, once."""
    rows = select(func.sum(StockEntry.change)).where(StockEntry.administration_id == old.id)
    taken = session.scalar(rows)
    if taken:
        remark = "undone" if old.is_undone else None
        texts = EntryTexts(old.voided_why, remark, witness)
        append_entry(session, actor, medication, "put_back", -int(taken), texts, of=old)
        check_stock_level(session, actor, medication)
