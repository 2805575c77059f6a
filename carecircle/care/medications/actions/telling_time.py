"""Verb: tell the family that a dose fell due, is late, or was not recorded in its window."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import rules
from carecircle.care.medications.models import Administration, Dose
from carecircle.db.session import reading, transaction
from carecircle.events import log
from carecircle.events.envelope import instant

EVENTS = {"due": "medication:due", "late": "medication:late", "not_recorded": "medication:missed"}


def tell_what_fell_due(limit: int = 100) -> int:
    """Claim doses whose state the clock has changed, and say so once; answers how many.

    After a pause only the newest state of each is told. It looks without the lock for writing.
    """
    now = clock.now()
    with reading() as session:
        if session.scalar(_changed(now).limit(1)) is None:
            return 0
    with transaction() as tx:
        doses = list(
            tx.session.scalars(_changed(now).limit(limit).with_for_update(skip_locked=True))
        )
        answered = _with_a_record(tx.session, [dose.id for dose in doses])
        for dose in doses:
            state = rules.state_by_clock(dose, now)
            dose.changes_at = rules.next_change(dose, now)
            is_silent = dose.id in answered or dose.absence_id is not None
            if not is_silent and state != dose.told:
                _announce(dose, state)
            dose.told = state
        return len(doses)


def _changed(now: datetime) -> Select[Any]:
    rows = select(Dose).where(Dose.changes_at <= now, Dose.withdrawn_at.is_(None))
    return rows.order_by(Dose.changes_at, Dose.id)


def _with_a_record(session: Session, dose_ids: list[str]) -> set[str]:
    rows = select(Administration.dose_id).where(
        Administration.dose_id.in_(dose_ids), Administration.voided_at.is_(None)
    )
    return {dose_id for dose_id in session.scalars(rows) if dose_id}


def _announce(dose: Dose, state: str) -> None:
    log.announce(
        EVENTS[state],
        family_id=dose.family_id,
        actor=None,
        recipient_id=dose.recipient_id,
        data={"dose": dose.id, "medication": dose.medication_id, "due_at": instant(dose.due_at)},
    )
