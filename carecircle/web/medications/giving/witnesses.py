"""The witness named in a form: identified by PIN before anything is written."""

from sqlalchemy.orm import Session

from carecircle.auth import pins
from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid
from carecircle.care.families.models import Member
from carecircle.care.families.queries import present_members
from carecircle.care.medications.giving.actions import Witness
from carecircle.care.medications.witnessed_input import WitnessedInput
from carecircle.care.translatable import lazy_gettext as _


def witness_from(actor: Actor, values: WitnessedInput) -> Witness | None:
    """Returns None if nobody is named. Raises Invalid for the actor, a stranger or a wrong PIN.

    Runs outside any transaction: a wrong PIN counts even if the rest fails.
    """
    if values.witness is None:
        return None
    if values.witness == actor.member_id:
        raise Invalid({"witness": _("The witness must be somebody else")})
    if values.witness_pin is None:
        raise Invalid({"witness_pin": _("The witness types their own PIN")})
    name = pins.name_of_witness(actor.family_id, values.witness, values.witness_pin)
    return Witness(values.witness, name)


def possible_witnesses(session: Session, family_id: str, member_id: str | None) -> list[Member]:
    return [one for one in present_members(session, family_id) if one.id != member_id]
