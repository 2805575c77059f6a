"""Action: review a dose that was not recorded. It stays not recorded, and is open no longer."""

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Conflict
from carecircle.care.medications.event_details import named
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.inputs import DoseReviewInput
from carecircle.care.medications.locks import lock_dose
from carecircle.care.medications.models import Dose
from carecircle.care.medications.warnings.actions import acknowledge_warnings_of_dose
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
from carecircle.events.envelope import instant


def review_dose(actor: Actor, dose_id: str, values: DoseReviewInput) -> Dose:
    """Record that a member knows of the gap; a repetition changes nothing.

    Raises NotAllowed, NotFound; Conflict if the dose is not one that was not recorded."""
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        lock_dose(tx.session, actor.family_id, dose_id)
        found = giving_queries.the_dose(tx.session, actor.family_id, dose_id)
        dose = found.dose
        if dose.reviewed_at is not None:
            return dose
        if dose.withdrawn_at is not None or found.state(clock.now()) != "not_recorded":
            raise Conflict(_("Only a dose that was not recorded can be reviewed"), "not-blank")
        dose.reviewed_at, dose.reviewed_by_name = clock.now(), actor.name
        dose.reviewed_by = actor.must_be_a_member()
        acknowledge_warnings_of_dose(tx.session, actor, dose.id)
        data = {"dose": dose.id, "medication": dose.medication_id, "due_at": instant(dose.due_at)}
        details = named(found.medication) | {"time": dose.local_time, "note": values.note}
        emit(actor, "medication:reviewed", data, details=details, recipient_id=dose.recipient_id)
        return dose
