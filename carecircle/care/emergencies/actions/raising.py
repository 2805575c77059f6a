"""Action: raise an emergency, or add to the open one."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies.actions import steps
from carecircle.care.emergencies.actions.common import emit_emergency, locked_open
from carecircle.care.emergencies.inputs import RaiseInput
from carecircle.care.emergencies.models import Emergency
from carecircle.care.emergencies.queries import events_of
from carecircle.care.recipients.queries import the_recipient
from carecircle.db.session import transaction


def raise_emergency(
    actor: Actor, values: RaiseInput, press_key: str | None = None
) -> tuple[Emergency, bool]:
    """Returns the emergency and whether it is new.

    If one is open for this care recipient, it is joined: new details are added to it. A drill only
    joins a drill, a real emergency only a real one. press_key: the same press arriving again, by
    another channel or after the end, raises nothing.

    Raises NotAllowed, Invalid; when adding to one, also NotFound, and Conflict if it is resolved.
    """
    actor.must_be_allowed("emergency:raise")
    with transaction() as tx:
        if values.emergency:
            return _add_to_named(tx.session, actor, values.emergency, values), False
        pressed = _by_press_key(tx.session, actor.family_id, press_key)
        if pressed is not None:
            return pressed, False
        recipient = the_recipient(tx.session, actor.family_id, values.recipient)
        recipient_id = recipient.id if recipient else None
        emergency = _find_open(tx.session, actor.family_id, recipient_id, is_drill=values.drill)
        if emergency is None:
            made = _new_emergency(actor, recipient_id, values, press_key)
            emergency, is_new = _insert(tx.session, made)
            if is_new:
                emit_emergency(actor, "emergency:alert", emergency)
                steps.begin_round(tx.session, emergency, emergency.raised_at)
                return emergency, True
        _add_details(tx.session, actor, emergency, _new_details(tx.session, emergency, values))
        return emergency, False


def _new_details(session: Session, emergency: Emergency, values: RaiseInput) -> RaiseInput:
    """Returns the values without those said in an earlier event: a repeated press must not undo
    anything newer."""
    events = [event.data for event in events_of(session, emergency)]
    is_old = {n: getattr(values, n) in {data[n] for data in events} for n in ("type", "severity")}
    return values.changed(**{name: None for name, old in is_old.items() if old})


def _add_to_named(session: Session, actor: Actor, named: str, values: RaiseInput) -> Emergency:
    """Add to the emergency named, even to a drill: what is added to a drill must never raise a real
    one."""
    emergency = locked_open(session, actor, named)
    _add_details(session, actor, emergency, values)
    return emergency


def _by_press_key(session: Session, family_id: str, press_key: str | None) -> Emergency | None:
    if press_key is None:
        return None
    rows = select(Emergency).where(
        Emergency.family_id == family_id, Emergency.press_key == press_key
    )
    return session.scalar(rows)


def _find_open(
    session: Session, family_id: str, recipient_id: str | None, *, is_drill: bool
) -> Emergency | None:
    rows = select(Emergency).where(
        Emergency.family_id == family_id,
        Emergency.recipient_id == recipient_id,
        Emergency.status != "resolved",
        Emergency.is_drill.is_(is_drill),
    )
    return session.scalar(rows.with_for_update())


def _insert(session: Session, emergency: Emergency) -> tuple[Emergency, bool]:
    try:
        with session.begin_nested():
            session.add(emergency)
    except IntegrityError:  # pressed twice at the same moment: the unique index decides
        family_id = emergency.family_id
        other = _by_press_key(session, family_id, emergency.press_key)
        about, is_drill = emergency.recipient_id, emergency.is_drill
        other = other or _find_open(session, family_id, about, is_drill=is_drill)
        if other is None:
            raise
        return other, False
    return emergency, True


def _new_emergency(
    actor: Actor, recipient_id: str | None, values: RaiseInput, press_key: str | None
) -> Emergency:
    return Emergency(
        family_id=actor.family_id,
        recipient_id=recipient_id,
        status="raised",
        type=values.type or "other",
        severity=values.severity or "high",
        note=values.note,
        location=values.location,
        is_drill=values.drill,
        raised_at=clock.now(),
        raised_by=actor.member_id,
        raised_by_name=actor.name,
        press_key=press_key,
    )


def _add_details(session: Session, actor: Actor, emergency: Emergency, values: RaiseInput) -> None:
    new = {name: getattr(values, name) for name in ("type", "severity", "location")}
    changed = {n: v for n, v in new.items() if v and v != getattr(emergency, n)}
    if values.note and values.note not in (emergency.note or ""):
        changed["note"] = "\n".join(filter(None, [emergency.note, values.note]))[:4000]
    for name, value in changed.items():
        setattr(emergency, name, value)
    if changed:
        details = {"note": changed["note"]} if "note" in changed else {}
        emit_emergency(actor, "emergency:updated", emergency, details, changed=sorted(changed))
        steps.extend_report_deadline(session, emergency)
