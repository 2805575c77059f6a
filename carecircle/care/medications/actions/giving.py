"""Verb: record what happened to a dose."""

from types import SimpleNamespace

from carecircle import clock
from carecircle.care.acting import Actor
from carecircle.care.medications import queries
from carecircle.care.medications.actions.record import insert_once, lock_dose, new_record, was_first
from carecircle.care.medications.models import Administration
from carecircle.care.telling import tell
from carecircle.db.session import transaction


def record_administration(actor: Actor, dose_id: str, values: SimpleNamespace) -> Administration:
    """Record what happened to a dose, once. values: an AdministrationInput.

    Raises NotAllowed, NotThere, Invalid, and Conflict that names whoever was first.
    """
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        lock_dose(tx.session, actor.family_id, dose_id)
        found = queries.the_dose(tx.session, actor.family_id, dose_id)
        if found.state(clock.now()) == "recorded":
            raise was_first(found.standing)
        record = new_record(actor, found, values)
        insert_once(tx.session, record)
        found.dose.changes_at = None if record.closes else found.dose.changes_at
        _tell_logged(actor, record)
        return record


def _tell_logged(actor: Actor, record: Administration) -> None:
    data = {
        "dose": record.dose_id,
        "medication": record.medication_id,
        "administration": record.id,
        "outcome": record.outcome,
        "given_at": record.given_at.isoformat(timespec="seconds"),
    }
    tell(actor, "medication:logged", data, recipient_id=record.recipient_id)
