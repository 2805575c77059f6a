"""Actions of the stock: book in, count; and the entries made by giving and correcting."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications import regimens, thresholds
from carecircle.care.medications.event_details import emit_medication_changed, named
from carecircle.care.medications.follow_ups.actions.incidents import record_incident
from carecircle.care.medications.follow_ups.actions.tasks import Reason, close_task, open_task
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Administration, Medication, StockEntry
from carecircle.care.medications.outcomes import BY_NAME
from carecircle.care.medications.stock import queries as stock_queries
from carecircle.care.medications.stock import supply
from carecircle.care.medications.stock.inputs import BookingInput, CountInput
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


@dataclass(frozen=True)
class _EntryTexts:
    """The texts of an entry: a person's note, the system's remark, the name of a witness."""

    note: str | None = None
    remark: str | None = None
    witness: str | None = None


def book_in(actor: Actor, medication_id: str, values: BookingInput) -> Medication:
    """Add new stock. Raises NotAllowed, NotFound."""
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        _append_stock_entry(
            tx.session, actor, medication, "booked_in", values.quantity, _EntryTexts(values.note)
        )
        check_stock_level(tx.session, actor, medication)
        close_task(tx.session, actor, medication, "reorder")
        emit_medication_changed(actor, medication, "stock")
        return medication


def count_stock(
    actor: Actor, medication_id: str, values: CountInput, witness: str | None = None
) -> Medication:
    """Set the stock to what was counted; a difference needs a note and is an incident.

    witness: the name of the second person who counted. Raises Invalid, Conflict.
    """
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        if medication.is_controlled and witness is None:
            raise Invalid({"witness": _("Two people must count a controlled medication")})
        difference = values.quantity - (medication.stock or 0)
        is_first = medication.stock is None
        if difference and not is_first and not values.note:
            raise Invalid({"note": _("This is not what should be there. Explain the difference")})
        remark = "first_count" if is_first and not values.note else None
        texts = _EntryTexts(values.note, remark, witness)
        _append_stock_entry(tx.session, actor, medication, "counted", difference, texts)
        if difference and not is_first:
            record_incident(tx.session, actor, medication, "stock_difference", values.note or "")
        check_stock_level(tx.session, actor, medication)
        emit_medication_changed(actor, medication, "stock")
        return medication


def begin_stock(
    session: Session, actor: Actor, medication: Medication, quantity: int | None
) -> None:
    if quantity:
        _append_stock_entry(session, actor, medication, "booked_in", quantity)


def take_from_stock(
    session: Session, actor: Actor, medication: Medication, record: Administration, planned: int
) -> None:
    """Deduct what was given, or destroyed after a refusal."""
    is_destroyed = BY_NAME[record.outcome].is_destroyed
    quantity = planned if is_destroyed else record.quantity
    if medication.stock is None or not quantity:
        return
    kind = "destroyed" if is_destroyed else "given"
    texts = _EntryTexts(witness=record.witness_name)
    _append_stock_entry(session, actor, medication, kind, -quantity, texts, of=record)
    check_stock_level(session, actor, medication)


def reverse_entries(
    session: Session, actor: Actor, medication: Medication, old: Administration
) -> None:
    """Reverse the entries of a voided record, once."""
    rows = select(func.sum(StockEntry.change)).where(StockEntry.administration_id == old.id)
    taken = session.scalar(rows)
    if taken:
        remark = "undone" if old.is_undone else None
        texts = _EntryTexts(old.voided_why, remark)
        _append_stock_entry(session, actor, medication, "put_back", -int(taken), texts, of=old)
        check_stock_level(session, actor, medication)


def _append_stock_entry(
    session: Session,
    actor: Actor,
    medication: Medication,
    kind: str,
    change: int,
    texts: _EntryTexts = _EntryTexts(),
    of: Administration | None = None,
) -> None:
    medication.stock = (medication.stock or 0) + change
    if medication.stock > supply.MOST:
        raise Conflict(_("That amount is too large"), "too-much-stock")
    entry = StockEntry(
        family_id=actor.family_id,
        medication_id=medication.id,
        number=_next_number(session, medication.id),
        kind=kind,
        change=change,
        balance=medication.stock,
        administration_id=of.id if of else None,
        at=clock.now(),
        by=actor.must_be_a_member(),
        by_name=actor.name,
        witness_name=texts.witness,
        remark=texts.remark,
        note=texts.note,
    )
    session.add(entry)
    session.flush()


def _next_number(session: Session, medication_id: str) -> int:
    rows = select(func.max(StockEntry.number)).where(StockEntry.medication_id == medication_id)
    return (session.scalar(rows) or 0) + 1


def check_stock_level(session: Session, actor: Actor, medication: Medication) -> None:
    """Emit once that the stock is low, and once that it is urgent; open a task to reorder."""
    days = stock_queries.days_left(session, medication)
    limits = thresholds.thresholds_of(session, medication)
    level = supply.level(medication.stock, days, medication.refill_level, limits)
    if level != medication.stock_told and level != "enough":
        reason = Reason("stock_low" if medication.stock else "stock_out")
        open_task(session, actor, medication, "reorder", reason)
        data = {"medication": medication.id, "days_left": days, "level": level}
        details, of = named(medication), medication.recipient_id
        emit(actor, "medication:stock_low", data, details=details, recipient_id=of)
    medication.stock_told = level
