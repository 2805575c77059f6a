"""Reads: the care recipients of a family."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import Invalid, NotFound
from carecircle.care.recipients.models import Allergy, Contact, Recipient, RecipientPhoto
from carecircle.care.translatable import lazy_gettext as _


def recipients_of(session: Session, family_id: str) -> list[Recipient]:
    rows = select(Recipient).where(Recipient.family_id == family_id)
    return list(session.scalars(rows.order_by(Recipient.id)))


def the_recipient(session: Session, family_id: str, recipient_id: str | None) -> Recipient | None:
    """Returns the recipient with this id; without an id, the only one; None if there are several or
    none.

    Raises Invalid if this family has no recipient with that id.
    """
    rows = select(Recipient).where(Recipient.family_id == family_id)
    if recipient_id is None:
        found = list(session.scalars(rows.limit(2)))
        return found[0] if len(found) == 1 else None
    recipient = session.scalar(rows.where(Recipient.id == recipient_id))
    if recipient is None:
        raise Invalid({"recipient": _("Choose somebody whom this family cares for")})
    return recipient


def photo_of(session: Session, family_id: str, recipient_id: str) -> RecipientPhoto:
    """Returns the photo. Raises NotFound."""
    rows = select(RecipientPhoto).where(RecipientPhoto.family_id == family_id)
    found = session.scalar(rows.where(RecipientPhoto.recipient_id == recipient_id))
    if found is None:
        raise NotFound
    return found


def allergies_of(session: Session, family_id: str) -> dict[str, list[Allergy]]:
    """Returns the current allergies, by care recipient."""
    rows = select(Allergy).where(Allergy.family_id == family_id, Allergy.ended_at.is_(None))
    found: dict[str, list[Allergy]] = {}
    for allergy in session.scalars(rows.order_by(Allergy.substance)):
        found.setdefault(allergy.recipient_id, []).append(allergy)
    return found


def contacts_of(session: Session, family_id: str, recipient_id: str) -> list[Contact]:
    """Returns the contacts in the order in which to call them."""
    rows = select(Contact).where(
        Contact.family_id == family_id,
        Contact.recipient_id == recipient_id,
        Contact.ended_at.is_(None),
    )
    return list(session.scalars(rows.order_by(Contact.rank, Contact.id)))


def zone_of(session: Session, recipient_id: str) -> str:
    return session.get_one(Recipient, recipient_id).zone
