"""What follows from the level of the stock: an event and a task when it runs low."""

from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.medications import thresholds
from carecircle.care.medications.event_details import named
from carecircle.care.medications.follow_ups.actions.tasks import Reason, close_task, open_task
from carecircle.care.medications.models import Medication
from carecircle.care.medications.stock import queries as stock_queries
from carecircle.care.medications.stock import supply


def check_stock_level(session: Session, actor: Actor, medication: Medication) -> None:
    """Emit each level once, as it is reached. The task to reorder is open until it is enough."""
    days = stock_queries.days_left(session, medication)
    limits = thresholds.thresholds_of(session, medication)
    level = supply.level(medication.stock, days, medication.refill_level, limits)
    if level == "enough":
        close_task(session, actor, medication, "reorder")
    elif level != medication.stock_told:
        reason = Reason("stock_out" if level == "out" else "stock_low")
        open_task(session, actor, medication, "reorder", reason)
        data = {"medication": medication.id, "days_left": days, "level": level}
        details, of = named(medication), medication.recipient_id
        emit(actor, "medication:stock_low", data, details=details, recipient_id=of)
    medication.stock_told = level
