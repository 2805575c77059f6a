"""Action: complete a PRN, so that it may be given."""

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Conflict, Invalid, NotFound
from carecircle.care.medications import prn, regimens
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Medication, Regimen
from carecircle.care.medications.prescribing.actions.above_usual import must_confirm_above_usual
from carecircle.care.medications.prescribing.actions.thresholds import store_medication_thresholds
from carecircle.care.medications.prescribing.inputs import ActivationInput, minutes_of
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

_DETAILS = ("indication", "tried_first", "expected_effect", "call_when", "review_on")
_LIMITS = ("quantity_most", "max_per_day")


def activate_prn(actor: Actor, medication_id: str, values: ActivationInput) -> Medication:
    """Complete a PRN that is not activated yet, so that it may be given from now on.

    Raises NotAllowed, NotFound, Conflict, Invalid with what is missing.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        if not medication.is_prn or medication.activated_at or medication.stopped_at:
            raise Conflict(_("This is not a PRN that waits to be activated"), "not-waiting")
        regimen = regimens.regimen_of(tx.session, medication.id)
        if regimen is None:
            raise NotFound()
        _complete(medication, regimen, values)
        store_medication_thresholds(tx.session, actor, medication, values.named())
        missing = prn.missing(medication, regimen)
        if missing:
            raise Invalid(missing, _("It cannot be activated yet"))
        why = values.reason
        must_confirm_above_usual(tx.session, medication, regimen, values.confirm, why)
        medication.activated_at = clock.now()
        after = {"name": medication.name, "stopped_why": None, "what": "active"}
        emit_medication_changed(actor, medication, "active", details=None, after=after)
        return medication


def _complete(medication: Medication, regimen: Regimen, values: ActivationInput) -> None:
    """Overwrite the fields that were sent; nothing was given under the old ones yet."""
    for name in values.sent.intersection(_DETAILS):
        setattr(medication, name, getattr(values, name))
    for name in values.sent.intersection(_LIMITS):
        setattr(regimen, name, getattr(values, name))
    regimen.quantity = values.quantity or regimen.quantity
    regimen.unit = values.unit or regimen.unit
    if values.was_sent("min_interval_h"):
        regimen.min_interval_min = minutes_of(values.min_interval_h)
