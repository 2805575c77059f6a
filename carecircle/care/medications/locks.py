"""Locks: one transaction at a time decides about a care recipient's medication."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import NotFound
from carecircle.care.medications.models import Dose, Medication
from carecircle.care.recipients.models import Recipient


def lock_dose(session: Session, family_id: str, dose_id: str | None) -> None:
    """Lock the recipient first, because limits apply over all medications; then the dose.

    Raises NotFound.
    """
    rows = select(Dose.recipient_id).where(Dose.family_id == family_id, Dose.id == dose_id)
    lock_recipient(session, family_id, session.scalar(rows))
    session.scalar(select(Dose.id).where(Dose.id == dose_id).with_for_update())


def lock_medication(session: Session, family_id: str, medication_id: str) -> None:
    """Lock the recipient of a medication. Raises NotFound."""
    rows = select(Medication.recipient_id).where(
        Medication.family_id == family_id, Medication.id == medication_id
    )
    lock_recipient(session, family_id, session.scalar(rows))


def lock_recipient(session: Session, family_id: str, recipient_id: str | None) -> None:
    """Lock the recipient: two doses given at once would each see the limit kept. Raises
    NotFound."""
    rows = select(Recipient.id).where(Recipient.family_id == family_id)
    rows = rows.where(Recipient.id == recipient_id)
    if session.scalar(rows.with_for_update(key_share=True)) is None:
        raise NotFound()
