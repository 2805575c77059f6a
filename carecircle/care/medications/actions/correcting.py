"""Verb: correct a record. The old one stays, voided, beside the new one."""

from types import SimpleNamespace

from carecircle import clock
from carecircle.care.acting import Actor
from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications import queries, rules
from carecircle.care.medications.actions.record import insert_once, lock_dose, new_record
from carecircle.care.medications.models import Administration
from carecircle.care.telling import tell
from carecircle.db.session import transaction


def correct_administration(
    actor: Actor, record_id: str, values: SimpleNamespace
) -> Administration | None:
    """Void a record and write what really happened beside it, or nothing where it is undone.

    values: a CorrectionInput. Raises NotAllowed, NotThere, Invalid, Conflict.
    """
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        old = queries.the_administration(tx.session, actor.family_id, record_id)
        lock_dose(tx.session, actor.family_id, old.dose_id)
        tx.session.refresh(old)
        _check_correction(actor, old, values)
        found = queries.the_dose(tx.session, actor.family_id, old.dose_id)
        _void(actor, old, values)
        tx.session.flush()
        new = None if values.undo else _replacement(actor, found, old, values)
        if new is not None:
            insert_once(tx.session, new)
        reopened = new is None or not new.closes
        found.dose.changes_at = rules.next_change(found.dose, clock.now()) if reopened else None
        _tell_corrected(actor, old, new)
        return new


def _check_correction(actor: Actor, old: Administration, values: SimpleNamespace) -> None:
    if old.voided_at is not None:
        raise Conflict("This record was corrected already", "already-corrected")
    if not values.undo and not values.outcome:
        raise Invalid({"outcome": "Say what really happened"})
    is_quick = old.recorded_by == actor.member_id and rules.can_undo(old.recorded_at, clock.now())
    if not values.why and not (values.undo and is_quick):
        raise Invalid({"why": "Say why it is corrected"})


def _void(actor: Actor, old: Administration, values: SimpleNamespace) -> None:
    old.voided_at = clock.now()
    old.voided_by = actor.must_be_a_member()
    old.voided_why = values.why or "Undone"


def _replacement(
    actor: Actor, found: queries.DoseOfDay, old: Administration, values: SimpleNamespace
) -> Administration:
    values.given_at = values.given_at or old.given_at
    return new_record(actor, found, values, replaces=old.id)


def _tell_corrected(actor: Actor, old: Administration, new: Administration | None) -> None:
    data = {
        "administration": new.id if new else None,
        "replaces": old.id,
        "outcome": new.outcome if new else None,
        "dose": old.dose_id,
        "medication": old.medication_id,
    }
    before = {"outcome": old.outcome, "why": old.voided_why}
    tell(actor, "medication:corrected", data, recipient_id=old.recipient_id, before=before)
