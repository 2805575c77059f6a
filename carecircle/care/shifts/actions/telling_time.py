"""What the clock finds: a shift that nobody has come to. Each step is said once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.shifts import rules
from carecircle.care.shifts.models import Shift
from carecircle.db.session import transaction
from carecircle.events import log

AT_ONCE = 50


def tell_who_has_not_come() -> int:
    """Answers how many it told of. Another worker's rows are left to it."""
    with transaction() as tx:
        found = _due(tx.session)
        for shift in found:
            _tell(shift)
        return len(found)


def _due(session: Session) -> list[Shift]:
    rows = select(Shift).where(Shift.changes_at <= clock.now())
    rows = rows.order_by(Shift.changes_at).limit(AT_ONCE)
    return list(session.scalars(rows.with_for_update(skip_locked=True)))


def _tell(shift: Shift) -> None:
    shift.told = "late" if shift.told == "nothing" else "missing"
    shift.changes_at = rules.next_change(shift.starts_at, shift.told)
    if shift.member_id is None:
        shift.changes_at = None
    data = {"shift": shift.id, "member": shift.member_id, "told": shift.told}
    log.announce("shift:uncovered", family_id=shift.family_id, actor=None, data=data)
