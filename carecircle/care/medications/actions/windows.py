"""Verb: say when a dose is late, when it is not recorded, and when the family is told (rule 5)."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

from carecircle.care.acting import Actor
from carecircle.care.errors import Invalid
from carecircle.care.medications import queries
from carecircle.care.medications.actions.locking import lock_medication
from carecircle.care.medications.actions.planning import plan_again
from carecircle.care.medications.models import Medication
from carecircle.care.recipients.models import Recipient
from carecircle.care.telling import tell
from carecircle.db.session import transaction

LATE_MIN, LATE_MIN_IF_TIME_CRITICAL, WINDOW_MIN = 60, 30, 120
_MINUTES = ("lead_min", "late_min", "window_min", "tell_min", "offer_min")


def change_window(actor: Actor, medication_id: str, values: SimpleNamespace) -> Medication:
    """What is not said stays. Doses that are still to come follow it.

    values: a WindowInput. Raises NotAllowed, NotThere, Invalid.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = queries.the_medication(tx.session, actor.family_id, medication_id)
        set_window(medication, values)
        tx.session.flush()
        if not medication.is_prn:
            zone = tx.session.get_one(Recipient, medication.recipient_id).zone
            plan_again(tx.session, medication, ZoneInfo(zone))
        data = {"medication": medication.id, "what": "window"}
        after = data | {name: getattr(medication, name) for name in _MINUTES}
        tell(actor, "medication:changed", data, recipient_id=medication.recipient_id, after=after)
        return medication


def set_window(medication: Medication, values: SimpleNamespace) -> None:
    """Raises Invalid."""
    for name in _MINUTES:
        minutes = getattr(values, name)
        if minutes is not None:
            setattr(medication, name, minutes)
    if medication.window_min < medication.late_min:
        raise Invalid({"window_min": "The window cannot end before the dose is late"})
