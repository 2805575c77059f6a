"""Actions: check in and out. Whoever has checked in is on duty, whatever the rota says."""

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.actor import Actor
from carecircle.care.emitting import EventData, emit
from carecircle.care.errors import Conflict, NotAllowed, RuleBroken
from carecircle.care.shifts import queries, rules
from carecircle.care.shifts.models import Shift
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def start_shift(actor: Actor, shift_id: str) -> Shift:
    """Check in. An open shift becomes the actor's own, and so does one whose carer has not come."""
    actor.must_be_allowed("shift:work")
    with transaction() as tx:
        shift = _locked_shift(tx.session, actor, shift_id)
        if shift.is_on_duty and shift.member_id == actor.member_id:
            return shift
        if shift.started_at is not None:
            raise Conflict(_("This shift has begun already"), "begun")
        now = clock.now()
        if now < shift.starts_at - rules.EARLIEST_CHECK_IN:
            raise RuleBroken(
                _("This shift begins later. Check in at most two hours before"),
                "too-early",
                shift.starts_at - rules.EARLIEST_CHECK_IN,
            )
        planned, shift.member_id = shift.member_id, actor.must_be_a_member()
        shift.started_at, shift.changes_at, shift.is_offered = now, None, False
        more = {"instead_of": planned} if planned not in (None, actor.member_id) else {}
        emit(actor, "shift:started", _data(shift) | more)
        return shift


def end_shift(actor: Actor, shift_id: str, why: str | None, unrecorded: list[str]) -> Shift:
    """Check out. unrecorded: the doses that are due without an outcome, as text; with any of them a
    reason is required (rule 21). Raises RuleBroken, Conflict, NotAllowed."""
    actor.must_be_allowed("shift:work")
    with transaction() as tx:
        shift = _locked_shift(tx.session, actor, shift_id)
        if shift.member_id != actor.member_id and not permissions.allows(actor.role, "shift:plan"):
            raise NotAllowed(_("Only the carer on duty or an admin can end this shift"))
        if shift.started_at is None:
            raise Conflict(_("Nobody has checked in for this shift"), "not-begun")
        if shift.ended_at is not None:
            return shift
        if unrecorded and not why:
            listed = ", ".join(unrecorded)
            raise RuleBroken(
                _(
                    "Not recorded yet: %(doses)s. Record what happened, or say why not",
                    doses=listed,
                ),
                "doses-not-recorded",
            )
        shift.ended_at, shift.ended_why = clock.now(), why
        data = _data(shift) | {"unrecorded": len(unrecorded)}
        emit(actor, "shift:ended", data, details={"why": why})
        return shift


def _data(shift: Shift) -> EventData:
    return {"shift": shift.id, "member": shift.member_id}


def _locked_shift(session: Session, actor: Actor, shift_id: str) -> Shift:
    shift = queries.the_shift(session, actor.family_id, shift_id, lock=True)
    if shift.cancelled_at is not None:
        raise Conflict(_("This shift was taken off the rota"), "cancelled")
    return shift
