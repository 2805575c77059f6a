"""Actions: count the stock; ask for the weekly count of a controlled medication."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.due_rows import claim
from carecircle.care.errors import Invalid
from carecircle.care.medications import regimens
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.follow_ups.actions.incidents import record_incident
from carecircle.care.medications.follow_ups.actions.tasks import Reason, close_task, open_task
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Medication
from carecircle.care.medications.stock.actions.levels import check_stock_level
from carecircle.care.medications.stock.actions.register import EntryTexts, append_entry
from carecircle.care.medications.stock.inputs import CountInput
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


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
        texts = EntryTexts(values.note, remark, witness)
        append_entry(tx.session, actor, medication, "counted", difference, texts)
        if difference and not is_first:
            record_incident(tx.session, actor, medication, "stock_difference", values.note or "")
        close_task(tx.session, actor, medication, "count")
        check_stock_level(tx.session, actor, medication)
        emit_medication_changed(actor, medication, "stock")
        return medication


def open_count_tasks() -> int:
    """Open a task for each controlled medication whose count is due. Returns their number."""
    rows = select(Medication).where(Medication.count_due_at <= clock.now())
    return claim(rows.order_by(Medication.count_due_at), _ask_for_count)


def _ask_for_count(session: Session, medication: Medication) -> None:
    """The next count sets the next date. One that was stopped is counted until nothing is left."""
    medication.count_due_at = None
    is_in_the_house = medication.stopped_at is None or bool(medication.stock)
    if medication.is_controlled and is_in_the_house:
        open_task(session, None, medication, "count", Reason("count_due"))
