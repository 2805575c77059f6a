"""Actions: book in what came, remove what was returned, destroyed or transferred."""

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid, RuleBroken
from carecircle.care.medications import regimens
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.follow_ups.actions.incidents import record_incident
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Medication
from carecircle.care.medications.stock.actions.levels import check_stock_level
from carecircle.care.medications.stock.actions.register import (
    EntryTexts,
    append_entry,
    must_not_go_below_zero,
)
from carecircle.care.medications.stock.inputs import BookingInput, MovementInput, RemovalInput
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

EXPIRED = "expired"


def book_in(
    actor: Actor, medication_id: str, values: BookingInput, witness: str | None = None
) -> Medication:
    """Add new stock, with its batch and expiry. witness: the name of the second person.

    Raises NotAllowed, NotFound, Invalid, RuleBroken to confirm a date that has passed.
    """
    texts = EntryTexts(values.note, None, witness, values.batch, values.expires_on)
    _must_be_in_date(values)
    return _move(actor, medication_id, "booked_in", values.quantity, values, texts)


def remove_stock(
    actor: Actor, medication_id: str, values: RemovalInput, witness: str | None = None
) -> Medication:
    """Remove stock that was returned, destroyed or transferred.

    Raises NotAllowed, NotFound, Invalid, RuleBroken to confirm more than there is.
    """
    texts = EntryTexts(values.note, None, witness)
    return _move(actor, medication_id, values.kind, -values.quantity, values, texts)


def _move(
    actor: Actor,
    medication_id: str,
    kind: str,
    change: int,
    values: MovementInput,
    texts: EntryTexts,
) -> Medication:
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        _must_have_witness(tx.session, actor, medication, values, texts.witness)
        if change < 0:
            must_not_go_below_zero(tx.session, medication, -change, values.confirm)
        append_entry(tx.session, actor, medication, kind, change, texts)
        check_stock_level(tx.session, actor, medication)
        emit_medication_changed(actor, medication, "stock")
        return medication


def _must_have_witness(
    session: Session,
    actor: Actor,
    medication: Medication,
    values: MovementInput,
    witness: str | None,
) -> None:
    """Raises Invalid if a controlled medication is moved alone, without a reason; with one, it is
    an incident (rule 15)."""
    if not medication.is_controlled or witness is not None:
        return
    if not values.no_witness_why:
        raise Invalid({"witness": _("Choose who is there as a witness, or say why nobody is")})
    record_incident(session, actor, medication, "no_witness", values.no_witness_why)


def _must_be_in_date(values: BookingInput) -> None:
    is_confirmed = EXPIRED in (values.confirm or ())
    if values.expires_on is None or is_confirmed or values.expires_on >= clock.now().date():
        return
    words = _("This date has passed. Look at the box. If it is really so, say so and send it again")
    raise RuleBroken(words, EXPIRED)
