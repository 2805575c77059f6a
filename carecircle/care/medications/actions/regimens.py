"""Verbs: change a regimen, see a change, confirm what was written down."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.acting import Actor
from carecircle.care.errors import Conflict, Invalid, NotAllowed, NotThere
from carecircle.care.medications import prn, queries
from carecircle.care.medications.actions.locking import lock_medication
from carecircle.care.medications.actions.planning import plan_again
from carecircle.care.medications.inputs.prescribing import minutes_of
from carecircle.care.medications.models import Medication, Regimen, RegimenSeen
from carecircle.care.recipients.models import Recipient
from carecircle.care.telling import tell
from carecircle.db.session import transaction

_KEPT = ("quantity", "quantity_most", "weekdays", "every_days", "every_hours", "max_per_day")


def change_regimen(actor: Actor, medication_id: str, values: SimpleNamespace) -> Regimen:
    """From today on: close the regimen in force and open another beside it.

    values: a ChangeInput. Raises NotAllowed, NotThere, Invalid, Conflict.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication, old = _in_force(tx.session, actor.family_id, medication_id)
        check_regimen(values, medication.is_prn)
        zone = tx.session.get_one(Recipient, medication.recipient_id).zone
        new = new_regimen(actor, medication, zone, values, old)
        _must_stay_complete(medication, new)
        old.closed_at = new.created_at
        tx.session.add(new)
        tx.session.flush()
        tx.session.add(_seen(actor, new))
        if not medication.is_prn:
            plan_again(tx.session, medication, ZoneInfo(zone))
        _tell(actor, medication, "regimen")
        return new


def see_change(actor: Actor, medication_id: str) -> Regimen:
    """Say that one has looked at the regimen in force; once."""
    member_id = actor.must_be_a_member()
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication, regimen = _in_force(tx.session, actor.family_id, medication_id)
        rows = select(RegimenSeen).where(RegimenSeen.regimen_id == regimen.id)
        if tx.session.scalar(rows.where(RegimenSeen.member_id == member_id)) is None:
            tx.session.add(_seen(actor, regimen))
            _tell(actor, medication, "seen")
        return regimen


def confirm_regimen(actor: Actor, medication_id: str) -> Regimen:
    """A second person has compared what was written down with the box or the letter.

    Raises NotAllowed for whoever wrote it, Conflict.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication, regimen = _in_force(tx.session, actor.family_id, medication_id)
        if regimen.confirmed_at is not None:
            raise Conflict("It is confirmed already", "already-confirmed")
        if regimen.written_by == actor.must_be_a_member():
            raise NotAllowed("Somebody else than who wrote it down must compare it")
        regimen.confirmed_by, regimen.confirmed_by_name = actor.member_id, actor.name
        regimen.confirmed_at = clock.now()
        _tell(actor, medication, "confirmed")
        return regimen


def new_regimen(
    actor: Actor,
    medication: Medication,
    zone: str,
    values: SimpleNamespace,
    old: Regimen | None = None,
) -> Regimen:
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    return Regimen(
        family_id=actor.family_id,
        medication_id=medication.id,
        unit=values.unit or (old.unit if old else medication.form),
        times=[] if medication.is_prn else values.times or [],
        min_interval_min=minutes_of(values.min_interval_h),
        starts_on=values.starts_on or today,
        ends_on=values.ends_on,
        supersedes_id=old.id if old else None,
        why=values.why if old else None,
        written_by=actor.member_id,
        written_by_name=actor.name,
        created_at=clock.now(),
        **{name: getattr(values, name) for name in _KEPT},
    )


def check_regimen(values: SimpleNamespace, is_prn: bool) -> None:
    wrong = {}
    if not (values.times or values.every_hours or is_prn):
        wrong["times"] = "Say at which times, such as 08:00, 20:00; or that it is as needed"
    if values.every_hours and len(values.times or []) > 1:
        wrong["times"] = "Every so many hours has one first time"
    if values.ends_on and values.starts_on and values.ends_on < values.starts_on:
        wrong["ends_on"] = "It ends before it starts"
    if values.quantity_most and values.quantity_most <= values.quantity:
        wrong["quantity_most"] = "The most must be more than the least"
    if values.max_per_day and values.max_per_day < values.quantity:
        wrong["max_per_day"] = "One dose is already more than this"
    if wrong:
        raise Invalid(wrong)


def _must_stay_complete(medication: Medication, new: Regimen) -> None:
    missing = prn.missing(medication, new) if medication.activated_at else {}
    if missing:
        raise Invalid(missing)


def _in_force(session: Session, family_id: str, medication_id: str) -> tuple[Medication, Regimen]:
    medication = queries.the_medication(session, family_id, medication_id)
    rows = select(Regimen).where(Regimen.medication_id == medication_id)
    regimen = session.scalar(rows.where(Regimen.closed_at.is_(None)))
    if medication.stopped_at is not None:
        raise Conflict("It is stopped", "stopped")
    if regimen is None:
        raise NotThere()
    return medication, regimen


def _seen(actor: Actor, regimen: Regimen) -> RegimenSeen:
    return RegimenSeen(
        family_id=actor.family_id,
        regimen_id=regimen.id,
        member_id=actor.must_be_a_member(),
        member_name=actor.name,
        seen_at=clock.now(),
    )


def _tell(actor: Actor, medication: Medication, what: str) -> None:
    data = {"medication": medication.id, "what": what}
    tell(actor, "medication:changed", data, recipient_id=medication.recipient_id)
