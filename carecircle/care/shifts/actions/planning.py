"""Actions on the rota: plan, take, offer, cancel."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Conflict, Invalid, NotAllowed
from carecircle.care.families.models import Family, Member
from carecircle.care.families.queries import name_of
from carecircle.care.local_time import instant_of
from carecircle.care.shifts import queries, rules
from carecircle.care.shifts.inputs import ShiftInput
from carecircle.care.shifts.models import Shift
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.base import new_id
from carecircle.db.session import transaction
from carecircle.events.envelope import instant


def plan_shifts(actor: Actor, values: ShiftInput) -> list[Shift]:
    """Plan one shift, or one for each day it repeats on. An admin plans for anybody; a carer only
    their own shifts. Raises Invalid, NotAllowed."""
    actor.must_be_allowed("shift:work")
    with transaction() as tx:
        zone = tx.session.get_one(Family, actor.family_id).zone
        member_id = _member(tx.session, actor, values.member)
        turns = _occurrences(values, zone)
        series = new_id() if len(turns) > 1 else None
        planned = [_new_shift(actor, member_id, series, turn, values.note) for turn in turns]
        tx.session.add_all(planned)
        tx.session.flush()
        _emit_changed(tx.session, actor, planned[0], turns=len(planned))
        return planned


def claim(actor: Actor, shift_id: str) -> Shift:
    """Take an open shift, or one that its carer offers. Raises Conflict if it is taken."""
    actor.must_be_allowed("shift:work")
    with transaction() as tx:
        shift = _planned(tx.session, actor, shift_id)
        if shift.member_id == actor.must_be_a_member() and not shift.is_offered:
            return shift
        if shift.member_id is not None and not shift.is_offered:
            raise Conflict(_("Somebody has taken this shift already"), "taken")
        relieved, shift.member_id, shift.is_offered = shift.member_id, actor.member_id, False
        _schedule_check(shift)
        _emit_changed(tx.session, actor, shift, taken=True, relieved=relieved)
        return shift


def offer(actor: Actor, shift_id: str) -> Shift:
    """Offer one's shift to others, or withdraw the offer; it stays one's own until somebody takes
    it."""
    actor.must_be_allowed("shift:work")
    with transaction() as tx:
        shift = _planned(tx.session, actor, shift_id)
        if shift.member_id != actor.must_be_a_member():
            raise NotAllowed(_("Only the carer who has this shift can offer it"))
        shift.is_offered = not shift.is_offered
        _emit_changed(tx.session, actor, shift, offered=shift.is_offered)
        return shift


def cancel_shift(actor: Actor, shift_id: str) -> Shift:
    """Cancel a shift; the row stays. For an admin, or the carer of the shift."""
    actor.must_be_allowed("shift:work")
    with transaction() as tx:
        shift = _planned(tx.session, actor, shift_id)
        if shift.member_id != actor.member_id and not _plans(actor):
            raise NotAllowed(
                _("Only an admin or the carer who has this shift can take it off the rota")
            )
        shift.cancelled_at, shift.changes_at = clock.now(), None
        _emit_changed(tx.session, actor, shift, cancelled=True)
        return shift


def _emit_changed(session: Session, actor: Actor, shift: Shift, **more: Any) -> None:
    details = {
        "member_name": name_of(session, shift.member_id),
        "starts_at": instant(shift.starts_at),
    }
    data = {"shift": shift.id, "member": shift.member_id} | more
    emit(actor, "shift:changed", data, details=details)


def _plans(actor: Actor) -> bool:
    return permissions.allows(actor.role, "shift:plan")


def _planned(session: Session, actor: Actor, shift_id: str) -> Shift:
    """Returns the shift, locked. Raises Conflict if it has begun or was cancelled."""
    shift = queries.the_shift(session, actor.family_id, shift_id, lock=True)
    if shift.started_at is not None or shift.cancelled_at is not None:
        raise Conflict(_("This shift has begun or was taken off the rota"), "begun")
    return shift


def _member(session: Session, actor: Actor, member_id: str | None) -> str | None:
    if not _plans(actor):
        if member_id not in (None, actor.member_id):
            raise NotAllowed(_("Only an admin plans for others"))
        return actor.must_be_a_member()
    if member_id is None:
        return None
    rows = select(Member).where(Member.family_id == actor.family_id, Member.id == member_id)
    member = session.scalar(rows.where(Member.removed_at.is_(None)))
    if member is None or not permissions.allows(member.role, "shift:work"):
        raise Invalid({"member": _("Choose a carer of this family")})
    return member.id


def _occurrences(values: ShiftInput, zone: str) -> list[Any]:
    starts_at, ends_at = instant_of(values.starts_at, zone), instant_of(values.ends_at, zone)
    if not starts_at < ends_at <= starts_at + rules.LONGEST:
        raise Invalid({"ends_at": _("It must end after it begins, within 48 hours")})
    repeat = values.repeat or "once"
    if repeat != "once" and values.until is None:
        raise Invalid({"until": _("Say until which day it repeats")})
    turns = rules.repeats(starts_at, ends_at, repeat, values.until, ZoneInfo(zone))
    if not turns:
        raise Invalid({"until": _("That day is before the first shift")})
    return turns


def _new_shift(
    actor: Actor, member_id: str | None, series: str | None, turn: Any, note: str | None
) -> Shift:
    shift = Shift(
        family_id=actor.family_id,
        member_id=member_id,
        series_id=series,
        starts_at=turn[0],
        ends_at=turn[1],
        note=note,
        created_at=clock.now(),
    )
    _schedule_check(shift)
    return shift


def _schedule_check(shift: Shift) -> None:
    """Let the clock check it when it begins, if that is in the future."""
    shift.changes_at = shift.starts_at if shift.starts_at > clock.now() else None
