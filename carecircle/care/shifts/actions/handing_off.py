"""Actions of a handoff: written by the carer who leaves, read back and accepted by the next."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.actor import Actor
from carecircle.care.due_rows import claim
from carecircle.care.emitting import emit
from carecircle.care.errors import Conflict, Invalid, NotAllowed, NotFound
from carecircle.care.families.models import Member
from carecircle.care.recipients.queries import the_recipient
from carecircle.care.shifts import queries, rules
from carecircle.care.shifts.facts import Fact, as_json
from carecircle.care.shifts.inputs import AcceptanceInput, HandoffInput
from carecircle.care.shifts.models import Handoff, Shift
from carecircle.care.thresholds.queries import thresholds_of_family
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
from carecircle.events import log


def hand_off(actor: Actor, shift_id: str, values: HandoffInput, facts: list[Fact]) -> Handoff:
    """Store a handoff. facts: what the log says of the shift, kept as it is now. A second one
    replaces the first. Raises Conflict, NotAllowed."""
    actor.must_be_allowed("shift:work")
    with transaction() as tx:
        shift = queries.the_shift(tx.session, actor.family_id, shift_id, lock=True)
        _must_hand_off(actor, shift)
        about = the_recipient(tx.session, actor.family_id, values.recipient)
        to_id = _receiver(tx.session, actor, values.to)
        handoff = _new_handoff(actor, shift, values, facts)
        handoff.recipient_id, handoff.to_id = about.id if about else None, to_id
        _replace_waiting(tx.session, shift, handoff)
        tx.session.add(handoff)
        tx.session.flush()
        _emit(actor, "shift:handoff", handoff, handoff.from_id, member_name=handoff.from_name)
        return handoff


def accept(actor: Actor, shift_id: str, values: AcceptanceInput) -> Handoff:
    """Accept a handoff. Raises Conflict if another member has accepted it, NotAllowed."""
    actor.must_be_allowed("shift:work")
    with transaction() as tx:
        shift = queries.the_shift(tx.session, actor.family_id, shift_id, lock=True)
        handoff = _waiting(tx.session, actor.family_id, shift.id, values.handoff)
        if handoff.accepted_at is not None:
            if handoff.accepted_by == actor.member_id:
                return handoff
            raise Conflict(
                _("%(who)s has accepted this handoff", who=handoff.accepted_by_name), "accepted"
            )
        if handoff.from_id == actor.must_be_a_member():
            raise NotAllowed(_("Another carer reads it back and accepts it"))
        handoff.read_back = values.read_back
        handoff.received = [one for one in (values.received or "").splitlines() if one.strip()]
        handoff.accepted_at, handoff.changes_at = clock.now(), None
        handoff.accepted_by, handoff.accepted_by_name = actor.member_id, actor.name
        _emit(actor, "shift:accepted", handoff, actor.member_id)
        return handoff


def remind_of_handoffs() -> int:
    """Emit reminders of handoffs not accepted in time, first to both carers, then to the admins.
    Returns the number of handoffs."""
    rows = select(Handoff).where(Handoff.changes_at <= clock.now())
    return claim(rows.order_by(Handoff.changes_at), _remind)


def _new_handoff(actor: Actor, shift: Shift, values: HandoffInput, facts: list[Fact]) -> Handoff:
    return Handoff(
        family_id=actor.family_id,
        shift_id=shift.id,
        from_id=actor.must_be_a_member(),
        from_name=actor.name,
        illness=values.illness,
        facts=[as_json(fact) for fact in facts],
        summary=values.summary,
        actions=values.actions,
        contingencies=values.contingencies,
        belongings=values.belongings,
        written_at=clock.now(),
        changes_at=max(clock.now(), shift.ends_at),
    )


def _remind(session: Session, handoff: Handoff) -> None:
    shift = session.get_one(Shift, handoff.shift_id)
    limits = thresholds_of_family(session, shift.family_id)
    since = max(handoff.written_at, shift.ends_at)
    first = rules.reminder(since, "nothing", limits)
    if handoff.told == "nothing" and first is not None and first > clock.now():
        handoff.changes_at = first
        return
    handoff.told = "late" if handoff.told == "nothing" else "missing"
    handoff.changes_at = rules.reminder(since, handoff.told, limits)
    data = {
        "shift": shift.id,
        "member": handoff.from_id,
        "handoff": handoff.id,
        "told": handoff.told,
        "member_name": handoff.from_name,
    }
    log.emit("shift:handoff", family_id=shift.family_id, actor=None, data=data)


def _must_hand_off(actor: Actor, shift: Shift) -> None:
    if shift.started_at is None:
        raise Conflict(_("Nobody has checked in for this shift"), "not-begun")
    if shift.member_id != actor.member_id and not permissions.allows(actor.role, "shift:plan"):
        raise NotAllowed(_("Only the carer on duty or an admin can hand this shift off"))


def _receiver(session: Session, actor: Actor, member_id: str | None) -> str | None:
    if member_id is None:
        return None
    rows = select(Member).where(Member.family_id == actor.family_id, Member.id == member_id)
    member = session.scalar(rows.where(Member.removed_at.is_(None)))
    if member is None or not permissions.allows(member.role, "shift:work"):
        raise Invalid({"to": _("Choose a carer of this family")})
    return member.id


def _replace_waiting(session: Session, shift: Shift, handoff: Handoff) -> None:
    """Stop waiting for older handoffs that nobody has accepted; they can still be read."""
    for older in queries.handoffs_of(session, shift.family_id, shift.id):
        if older.recipient_id == handoff.recipient_id:
            older.changes_at = None


def _waiting(session: Session, family_id: str, shift_id: str, handoff_id: str | None) -> Handoff:
    found = queries.handoffs_of(session, family_id, shift_id)
    if handoff_id is not None:
        found = [one for one in found if one.id == handoff_id]
    if not found:
        raise NotFound(_("There is no handoff of this shift yet"))
    return found[0]


def _emit(
    actor: Actor, type_: str, handoff: Handoff, member_id: str | None, **details: str
) -> None:
    data = {"shift": handoff.shift_id, "member": member_id, "handoff": handoff.id}
    emit(actor, type_, data, details=details, recipient_id=handoff.recipient_id)
