"""Action: take a stopped medication up again, under a new regimen."""

from zoneinfo import ZoneInfo

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Conflict, Invalid, NotFound
from carecircle.care.medications import prn, regimens
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Medication, MedicationRevision, Regimen
from carecircle.care.medications.prescribing.actions.corrections import new_revision
from carecircle.care.medications.prescribing.actions.planning import replan
from carecircle.care.medications.prescribing.actions.regimen_builder import (
    new_regimen,
    with_current_values,
)
from carecircle.care.medications.prescribing.actions.regimen_checks import check_regimen
from carecircle.care.medications.prescribing.actions.schedule_checks import check_schedule
from carecircle.care.medications.prescribing.actions.too_soon import must_not_come_too_soon
from carecircle.care.medications.prescribing.detail_inputs import MedicationRestartInput
from carecircle.care.recipients.models import Recipient
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
from carecircle.events.envelope import instant


def restart_medication(
    actor: Actor, medication_id: str, values: MedicationRestartInput
) -> Medication:
    """Take a stopped medication up again: its records and limits go on; a course, a taper or a
    cycle begins anew. That it was stopped, why and by whom, stays on its history.

    Raises NotAllowed, NotFound, Invalid, Conflict, RuleBroken.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        old = regimens.regimen_of(tx.session, medication_id)
        if medication.stopped_at is None:
            raise Conflict(_("It is not stopped"), "not-stopped")
        if old is None:
            raise NotFound()
        tx.session.add(_revision(actor, medication, values.why))
        medication.stopped_at = medication.stopped_why = medication.stopped_by_name = None
        zone = tx.session.get_one(Recipient, medication.recipient_id).zone
        new = _new_regimen(actor, medication, old, zone, values)
        tx.session.add(new)
        tx.session.flush()
        if not medication.is_prn:
            replan(tx.session, medication, ZoneInfo(zone))
        must_not_come_too_soon(tx.session, old, new, ZoneInfo(zone), values)
        emit_medication_changed(actor, medication, "restarted", details={"why": values.why})
        return medication


def _new_regimen(
    actor: Actor, medication: Medication, old: Regimen, zone: str, values: MedicationRestartInput
) -> Regimen:
    complete = with_current_values(old, values)
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    if not values.was_sent("ends_on") and complete.ends_on and complete.ends_on < today:
        complete = complete.changed(ends_on=None)
    check_regimen(complete, medication.is_prn, values.sent)
    new = new_regimen(actor, medication, zone, complete, old, values.why, is_anew=True)
    missing = prn.missing(medication, new) if medication.activated_at else {}
    if missing:
        raise Invalid(missing)
    if not medication.is_prn:
        check_schedule(new, zone, after=clock.now())
    return new


def _revision(actor: Actor, medication: Medication, why: str) -> MedicationRevision:
    stopped: dict[str, str | None] = {
        "stopped_at": instant(medication.stopped_at) if medication.stopped_at else None,
        "stopped_why": medication.stopped_why,
        "stopped_by": medication.stopped_by_name,
    }
    return new_revision(actor, medication, "restarted", why, stopped, dict.fromkeys(stopped))
