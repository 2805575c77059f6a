"""Actions of the clock: emit that a dose is due, is late, was not recorded, is offered again."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.due_rows import claim_together
from carecircle.care.emitting import emit_by_clock
from carecircle.care.medications import records as record_queries
from carecircle.care.medications import rules
from carecircle.care.medications.event_details import named
from carecircle.care.medications.giving.actions.time_critical import warn_by_clock
from carecircle.care.medications.models import Administration, Dose, Medication
from carecircle.events.envelope import instant

EVENTS = {"due": "medication:due", "late": "medication:late", "not_recorded": "medication:missed"}


def emit_due_doses(limit: int = 100) -> int:
    """Claim the doses whose state has changed with time, and emit each change once. Returns the
    number of doses.

    After an outage only the newest state of each is emitted.
    """
    now = clock.now()

    def update_all(session: Session, doses: list[Dose]) -> None:
        records = record_queries.records_of(session, [dose.id for dose in doses])
        medications = _medications(session, doses)
        for dose in doses:
            _update(session, dose, medications[dose.medication_id], records[dose.id], now)

    return claim_together(_due_doses(now), update_all, limit)


def _update(
    session: Session,
    dose: Dose,
    medication: Medication,
    records: list[Administration],
    now: datetime,
) -> None:
    counting = rules.record_that_counts(records)
    type_ = _state_event(dose, now) if counting is None else _offer_event(dose, counting, now)
    dose.told = rules.state_by_clock(dose, now)
    dose.changes_at = rules.next_check(dose, records, now)
    if dose.absence_id is not None:
        is_over = dose.changes_at is None or dose.changes_at <= now
        dose.changes_at = None if is_over else dose.changes_at
    elif type_ is not None:
        _emit(session, dose, medication, type_)


def _state_event(dose: Dose, now: datetime) -> str | None:
    """Returns the type of event for a dose without a record; None if nothing has changed."""
    state = rules.state_by_clock(dose, now)
    if dose.tell_at is not None and dose.tell_at <= now and dose.absence_id is None:
        dose.tell_at = None
        return "medication:unrecorded"
    return EVENTS[state] if state != dose.told else None


def _offer_event(dose: Dose, counting: Administration, now: datetime) -> str | None:
    """Returns the type of event for a refused dose; None if it is settled or nothing has
    changed."""
    if rules.settles(counting):
        return None
    if now >= dose.closes_at:
        return "medication:offer_ended"
    if dose.offer_at is None or dose.offer_at > now:
        return None
    dose.offer_at = None
    return "medication:reoffered"


def _due_doses(now: datetime) -> Select[Any]:
    rows = select(Dose).where(Dose.changes_at <= now, Dose.withdrawn_at.is_(None))
    return rows.order_by(Dose.changes_at, Dose.due_at, Dose.id)


def _medications(session: Session, doses: list[Dose]) -> dict[str, Medication]:
    ids = {dose.medication_id for dose in doses}
    rows = session.scalars(select(Medication).where(Medication.id.in_(ids)))
    return {medication.id: medication for medication in rows}


def _emit(session: Session, dose: Dose, medication: Medication, type_: str) -> None:
    data = {"dose": dose.id, "medication": dose.medication_id, "due_at": instant(dose.due_at)}
    warning = warn_by_clock(session, medication, dose, type_)
    more = {"warning": warning.id} if warning else {}
    emit_by_clock(dose, type_, data | more | named(medication) | {"time": dose.local_time})
