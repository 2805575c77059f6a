"""Verbs: add a medication, stop one. A medication is stopped, never removed."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.acting import Actor
from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications import queries
from carecircle.care.medications.actions.planning import plan
from carecircle.care.medications.models import Dose, Ingredient, Medication, Regimen
from carecircle.care.recipients.models import Recipient
from carecircle.care.recipients.queries import the_recipient
from carecircle.care.telling import tell
from carecircle.db.session import transaction

LATE_MIN_IF_TIME_CRITICAL = 30


def add_medication(actor: Actor, values: SimpleNamespace) -> Medication:
    """Write down what is taken, how much and when, and plan its first doses.

    values: a MedicationInput. Raises NotAllowed, Invalid.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        recipient = the_recipient(tx.session, actor.family_id, values.recipient)
        if recipient is None:
            raise Invalid({"recipient": "Say who takes it"})
        _check(values)
        medication = _medication(actor, recipient, values)
        tx.session.add(medication)
        tx.session.flush()
        tx.session.add_all([_regimen(medication, recipient, values), _ingredient(medication)])
        tx.session.flush()
        if not medication.is_prn:
            plan(tx.session, medication, ZoneInfo(recipient.zone))
        _tell_changed(actor, medication)
        return medication


def stop_medication(actor: Actor, medication_id: str, values: SimpleNamespace) -> Medication:
    """Stop it: its regimen is closed and what is still to come of it is not asked for.

    values: a StopInput. Raises NotAllowed, NotThere, Conflict.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        medication = queries.the_medication(tx.session, actor.family_id, medication_id)
        if medication.stopped_at is not None:
            raise Conflict("It is stopped already", "already-stopped")
        medication.stopped_at, medication.stopped_why = clock.now(), values.why
        _close_regimens(tx.session, medication)
        _tell_changed(actor, medication)
        return medication


def _check(values: SimpleNamespace) -> None:
    if not values.times and not values.is_prn:
        raise Invalid(
            {"times": "Say at which times, such as 08:00, 20:00; or that it is as needed"}
        )
    if values.ends_on and values.starts_on and values.ends_on < values.starts_on:
        raise Invalid({"ends_on": "It ends before it starts"})


def _medication(actor: Actor, recipient: Recipient, values: SimpleNamespace) -> Medication:
    late = {"late_min": LATE_MIN_IF_TIME_CRITICAL} if values.is_time_critical else {}
    return Medication(
        family_id=actor.family_id,
        recipient_id=recipient.id,
        name=values.name,
        strength=values.strength,
        form=values.form or "tablet",
        route=values.route or "by mouth",
        instructions=values.instructions,
        indication=values.indication,
        is_prn=values.is_prn,
        is_time_critical=values.is_time_critical,
        created_at=clock.now(),
        **late,
    )


def _regimen(medication: Medication, recipient: Recipient, values: SimpleNamespace) -> Regimen:
    today = clock.now().astimezone(ZoneInfo(recipient.zone)).date()
    return Regimen(
        family_id=medication.family_id,
        medication_id=medication.id,
        quantity=values.quantity,
        unit=values.unit or medication.form,
        times=[] if medication.is_prn else values.times,
        starts_on=values.starts_on or today,
        ends_on=values.ends_on,
        created_at=clock.now(),
    )


def _ingredient(medication: Medication) -> Ingredient:
    return Ingredient(
        family_id=medication.family_id,
        medication_id=medication.id,
        name=medication.name.lower()[:80],
    )


def _close_regimens(session: Session, medication: Medication) -> None:
    now = clock.now()
    of_it = Regimen.medication_id == medication.id
    session.execute(update(Regimen).where(of_it, Regimen.closed_at.is_(None)).values(closed_at=now))
    later = (Dose.medication_id == medication.id, Dose.opens_at > now)
    session.execute(update(Dose).where(*later).values(withdrawn_at=now, changes_at=None))


def _tell_changed(actor: Actor, medication: Medication) -> None:
    after = {"name": medication.name, "stopped_why": medication.stopped_why}
    data = {"medication": medication.id}
    tell(actor, "medication:changed", data, recipient_id=medication.recipient_id, after=after)
