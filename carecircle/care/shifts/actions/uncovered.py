"""Action of the clock: emit that nobody has come to a shift, once for each step."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.due_rows import claim
from carecircle.care.families.queries import name_of
from carecircle.care.shifts import rules
from carecircle.care.shifts.models import Shift
from carecircle.care.thresholds.queries import thresholds_of_family
from carecircle.events import log


def emit_uncovered_shifts() -> int:
    """Emit the uncovered shifts. Returns the number of shifts."""
    rows = select(Shift).where(Shift.changes_at <= clock.now())
    return claim(rows.order_by(Shift.changes_at), _emit_uncovered)


def _emit_uncovered(session: Session, shift: Shift) -> None:
    """Uses the thresholds of the time when the shift begins, not of when it was planned."""
    limits = thresholds_of_family(session, shift.family_id)
    late_at = rules.late_at(shift.member_id, shift.starts_at, limits)
    if shift.told == "nothing" and late_at > clock.now():
        shift.changes_at = late_at
        return
    shift.told = "late" if shift.told == "nothing" else "missing"
    shift.changes_at = rules.next_change(shift.starts_at, shift.told, limits)
    if shift.member_id is None:
        shift.changes_at = None
    data = {
        "shift": shift.id,
        "member": shift.member_id,
        "told": shift.told,
        "member_name": name_of(session, shift.member_id),
    }
    log.emit("shift:uncovered", family_id=shift.family_id, actor=None, data=data)
