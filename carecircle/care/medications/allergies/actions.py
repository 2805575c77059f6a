"""Action: change a care recipient, whose new allergies are compared with what they take."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.errors import Asked, Invalid, Question
from carecircle.care.medications.contents import ALLERGY, allergy_question
from carecircle.care.medications.follow_ups.actions.incidents import record_incident
from carecircle.care.medications.formulary.allergens import is_against
from carecircle.care.medications.guarded import ingredients_of_family
from carecircle.care.medications.models import Medication
from carecircle.care.medications.regimens import medications_of
from carecircle.care.recipients import actions as recipients
from carecircle.care.recipients.inputs import RecipientChangeInput
from carecircle.care.recipients.models import Allergy, Recipient
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def change_recipient(actor: Actor, recipient_id: str, values: RecipientChangeInput) -> Recipient:
    """Change a care recipient; an allergy to something in use is stored once it is confirmed, and
    listed for review.

    Raises NotAllowed, NotFound, Invalid, Asked.
    """
    with transaction() as tx:
        known = {one.id for one in _allergies(tx.session, recipient_id)}
        recipient = recipients.change_recipient(actor, recipient_id, values)
        new = [one for one in _allergies(tx.session, recipient.id) if one.id not in known]
        found = _against(tx.session, recipient, new)
        _must_be_confirmed([question for _medication, question in found], values)
        for medication, _question in found:
            record_incident(tx.session, actor, medication, ALLERGY, values.reason)
        return recipient


def _must_be_confirmed(questions: list[Question], values: RecipientChangeInput) -> None:
    if questions and ALLERGY not in (values.confirm or ()):
        raise Asked(questions)
    if questions and not values.reason:
        raise Invalid({"reason": _("Say what is done about it, and who advised it")})


def _against(
    session: Session, recipient: Recipient, new: list[Allergy]
) -> list[tuple[Medication, Question]]:
    """Returns the active medications that a new allergy speaks against, each with its question."""
    if not new:
        return []
    contents = ingredients_of_family(session, recipient.family_id)
    found = []
    for medication, _regimen in medications_of(session, recipient.family_id, recipient.id):
        names = {one.name for one in contents.get(medication.id, ())}
        against = [one for one in new if is_against(one.substance, names)]
        question = allergy_question(medication, against)
        if question is not None:
            found.append((medication, question))
    return found


def _allergies(session: Session, recipient_id: str) -> list[Allergy]:
    rows = select(Allergy).where(Allergy.recipient_id == recipient_id, Allergy.ended_at.is_(None))
    return list(session.scalars(rows.order_by(Allergy.substance, Allergy.id)))
