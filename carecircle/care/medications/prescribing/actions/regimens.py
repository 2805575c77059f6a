"""Actions: change a regimen, withdraw a change, mark it as seen, confirm it."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Conflict, Invalid, NotAllowed, NotFound
from carecircle.care.local_time import local_instant
from carecircle.care.medications import prn
from carecircle.care.medications import regimens as regimen_queries
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Medication, Regimen, RegimenSeen
from carecircle.care.medications.prescribing.actions.above_usual import must_confirm_above_usual
from carecircle.care.medications.prescribing.actions.planning import replan
from carecircle.care.medications.prescribing.actions.regimen_builder import (
    new_regimen,
    with_current_values,
)
from carecircle.care.medications.prescribing.actions.regimen_checks import check_regimen
from carecircle.care.medications.prescribing.actions.schedule_checks import check_schedule
from carecircle.care.medications.prescribing.actions.too_soon import must_not_come_too_soon
from carecircle.care.medications.prescribing.inputs import ChangeInput
from carecircle.care.recipients.models import Recipient
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def change_regimen(actor: Actor, medication_id: str, values: ChangeInput) -> Regimen:
    """Change the regimen from today or from a later day: close the one in force and open another.

    Raises NotAllowed, NotFound, Invalid, Conflict.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication, (old, *waiting) = _open_medication(tx.session, actor.family_id, medication_id)
        if waiting:
            raise Conflict(
                _("A change is written down already. Take it back first"), "change-waiting"
            )
        change = with_current_values(old, values)
        check_regimen(change, medication.is_prn, values.sent)
        zone = tx.session.get_one(Recipient, medication.recipient_id).zone
        new = new_regimen(actor, medication, zone, change, old, values.why)
        _must_stay_complete(medication, new)
        new.takes_effect_at = _future_start(old, new, zone)
        if not medication.is_prn:
            check_schedule(new, zone)
        old.closed_at, old.takes_effect_at = new.takes_effect_at or new.created_at, None
        tx.session.add(new)
        tx.session.flush()
        tx.session.add(_new_seen(actor, new))
        _replan(tx.session, medication, zone, new)
        must_not_come_too_soon(tx.session, old, new, ZoneInfo(zone), values)
        must_confirm_above_usual(tx.session, medication, new, values.confirm, values.why)
        emit_medication_changed(actor, medication, "regimen")
        return new


def withdraw_change(actor: Actor, medication_id: str) -> Regimen:
    """Withdraw a future change: the regimen in force stays. The row of the change stays too,
    closed.

    Raises NotAllowed, NotFound, Conflict.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication, (old, *waiting) = _open_medication(tx.session, actor.family_id, medication_id)
        if not waiting:
            raise Conflict(_("No change is to come"), "nothing-waits")
        old.closed_at, waiting[0].closed_at = None, clock.now()
        zone = tx.session.get_one(Recipient, medication.recipient_id).zone
        tx.session.flush()
        _replan(tx.session, medication, zone, waiting[0])
        emit_medication_changed(actor, medication, "taken_back")
        return old


def mark_change_seen(actor: Actor, medication_id: str) -> Regimen:
    """Record, once, that the member has seen the latest regimen."""
    member_id = actor.must_be_a_member()
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication, (*_before, regimen) = _open_medication(
            tx.session, actor.family_id, medication_id
        )
        rows = select(RegimenSeen).where(RegimenSeen.regimen_id == regimen.id)
        if tx.session.scalar(rows.where(RegimenSeen.member_id == member_id)) is None:
            tx.session.add(_new_seen(actor, regimen))
            emit_medication_changed(actor, medication, "seen")
        return regimen


def confirm_regimen(actor: Actor, medication_id: str) -> Regimen:
    """Record that a second person has compared the regimen with the box or the letter.

    Raises NotAllowed for the author of the regimen, Conflict.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication, (*_before, regimen) = _open_medication(
            tx.session, actor.family_id, medication_id
        )
        if regimen.confirmed_at is not None:
            raise Conflict(_("It is confirmed already"), "already-confirmed")
        if regimen.written_by == actor.must_be_a_member():
            raise NotAllowed(_("Somebody else than who wrote it down must compare it"))
        regimen.confirmed_by, regimen.confirmed_by_name = actor.member_id, actor.name
        regimen.confirmed_at = clock.now()
        emit_medication_changed(actor, medication, "confirmed")
        return regimen


def _must_stay_complete(medication: Medication, new: Regimen) -> None:
    missing = prn.missing(medication, new) if medication.activated_at else {}
    if missing:
        raise Invalid(missing)


def _future_start(old: Regimen, new: Regimen, zone: str) -> datetime | None:
    """Returns the midnight of its first day; None if that has passed, or if the old one had not
    begun before it."""
    begins_at = local_instant(new.starts_on, time(), ZoneInfo(zone))
    has_begun = old.starts_on < new.starts_on
    return begins_at if has_begun and begins_at > new.created_at else None


def _replan(session: Session, medication: Medication, zone: str, changed: Regimen) -> None:
    if not medication.is_prn:
        replan(session, medication, ZoneInfo(zone), changed.starts_on)


def _open_medication(
    session: Session, family_id: str, medication_id: str
) -> tuple[Medication, list[Regimen]]:
    """Returns the medication with the regimen in force, and after it a future change. Raises
    NotFound, Conflict."""
    medication = regimen_queries.the_medication(session, family_id, medication_id)
    if medication.stopped_at is not None:
        raise Conflict(_("It is stopped"), "stopped")
    regimens = regimen_queries.open_regimens(session, medication_id)
    if not regimens:
        raise NotFound()
    return medication, regimens


def _new_seen(actor: Actor, regimen: Regimen) -> RegimenSeen:
    return RegimenSeen(
        family_id=actor.family_id,
        regimen_id=regimen.id,
        member_id=actor.must_be_a_member(),
        member_name=actor.name,
        seen_at=clock.now(),
    )
