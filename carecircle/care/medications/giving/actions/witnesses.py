"""The witness: another member, present, who has typed their own PIN (rule 15)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid
from carecircle.care.families.models import Member
from carecircle.care.medications import outcomes
from carecircle.care.medications.follow_ups.actions.incidents import record_incident
from carecircle.care.medications.giving.inputs import CorrectionInput, GivingInput
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.translatable import lazy_gettext as _


@dataclass(frozen=True)
class Witness:
    """A member who has just typed the right PIN."""

    member_id: str
    name: str


def add_witness(
    session: Session,
    actor: Actor,
    medication: Medication,
    record: Administration,
    values: GivingInput,
    witness: Witness | None,
) -> None:
    """Add the witness to the record, or the reason for having none. Raises Invalid."""
    if witness is not None:
        must_be_another(session, actor, witness)
        record.witness_id, record.witness_name = witness.member_id, witness.name
    elif medication.is_witnessed and _leaves_stock(record):
        if not values.no_witness_why:
            raise Invalid({"witness": _("Choose who is there as a witness, or say why nobody is")})
        record.no_witness_why = values.no_witness_why


def witness_of_correction(
    session: Session,
    actor: Actor,
    medication: Medication,
    old: Administration,
    values: CorrectionInput,
    witness: Witness | None,
) -> str | None:
    """Returns the name of the witness of an undo or a correction, which puts back what a witness
    saw leave; None if none is needed, or with the reason that nobody was there: an incident.
    Raises Invalid."""
    if witness is not None:
        must_be_another(session, actor, witness)
        return witness.name
    if not (medication.is_witnessed and _leaves_stock(old)):
        return None
    if not values.no_witness_why:
        raise Invalid({"witness": _("Choose who is there as a witness, or say why nobody is")})
    if not _leaves_stock_again(values):  # otherwise the new record says why
        record_incident(session, actor, medication, "no_witness", values.no_witness_why, old)
    return None


def _leaves_stock_again(values: CorrectionInput) -> bool:
    if values.undo or values.outcome is None:
        return False
    outcome = outcomes.BY_NAME[values.outcome]
    return outcome.is_taken or outcome.is_destroyed


def must_be_another(session: Session, actor: Actor, witness: Witness) -> None:
    if witness.member_id == actor.member_id:
        raise Invalid({"witness": _("The witness must be somebody else")})
    rows = select(Member.id).where(Member.family_id == actor.family_id)
    rows = rows.where(Member.id == witness.member_id, Member.removed_at.is_(None))
    if session.scalar(rows) is None:
        raise Invalid({"witness": _("Choose a member of this family")})


def _leaves_stock(record: Administration) -> bool:
    """Returns whether some of it was taken from the stock."""
    outcome = outcomes.BY_NAME[record.outcome]
    return outcome.is_taken or outcome.is_destroyed
