"""Actions: add a care recipient, change one."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Invalid, NotFound
from carecircle.care.families.models import Family
from carecircle.care.recipients.inputs import RecipientChangeInput, RecipientInput
from carecircle.care.recipients.models import Allergy, Recipient, RecipientPhoto
from carecircle.care.recipients.rules import Pair, TypedAllergies
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

WRITTEN = ("name", "preferred_name", "born_on", "conditions")


def add_recipient(actor: Actor, values: RecipientInput) -> Recipient:
    """Add a care recipient, by default in the family's time zone."""
    actor.must_be_allowed("recipient:change")
    with transaction() as tx:
        family = tx.session.get_one(Family, actor.family_id)
        recipient = Recipient(
            family_id=family.id, name=values.name, zone=family.zone, created_at=clock.now()
        )
        tx.session.add(recipient)
        _store(tx.session, actor, recipient, values)
        return recipient


def change_recipient(actor: Actor, recipient_id: str, values: RecipientChangeInput) -> Recipient:
    """Change a care recipient; fields not sent keep their values. Raises NotAllowed, NotFound,
    Invalid."""
    actor.must_be_allowed("recipient:change")
    with transaction() as tx:
        recipient = _locked(tx.session, actor, recipient_id)
        _store(tx.session, actor, recipient, values)
        return recipient


def store_photo(actor: Actor, recipient_id: str, content: bytes) -> Recipient:
    """content: a JPEG, already re-encoded. Raises NotAllowed, NotFound."""
    actor.must_be_allowed("recipient:change")
    with transaction() as tx:
        recipient = _locked(tx.session, actor, recipient_id)
        recipient.photo_at = clock.now()
        tx.session.merge(
            RecipientPhoto(
                recipient_id=recipient.id,
                family_id=recipient.family_id,
                content=content,
                at=recipient.photo_at,
                by=actor.must_be_a_member(),
            )
        )
        emit_recipient_changed(actor, recipient, after={"photo": "new"})
        return recipient


def emit_recipient_changed(
    actor: Actor,
    recipient: Recipient,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Emit that something about a care recipient has changed."""
    emit(
        actor,
        "recipient:changed",
        {"recipient": recipient.id},
        details={"recipient_name": recipient.name},
        recipient_id=recipient.id,
        before=before,
        after=after,
    )


def _locked(session: Session, actor: Actor, recipient_id: str) -> Recipient:
    rows = select(Recipient).where(
        Recipient.family_id == actor.family_id, Recipient.id == recipient_id
    )
    recipient = session.scalar(rows.with_for_update())
    if recipient is None:
        raise NotFound
    return recipient


def _store(
    session: Session, actor: Actor, recipient: Recipient, values: RecipientChangeInput
) -> None:
    before = {name: str(getattr(recipient, name) or "") for name in WRITTEN}
    for name in values.sent.intersection(WRITTEN):
        setattr(recipient, name, getattr(values, name))
    recipient.zone = values.zone or recipient.zone
    session.flush()
    typed = values.allergies or TypedAllergies()
    if values.was_sent("allergies"):
        _store_allergies(session, recipient, typed.pairs)
    if values.was_sent("no_allergies") or typed.none_known:
        _store_none_known(actor, recipient, values.no_allergies or typed.none_known)
    _must_not_contradict(session, recipient)
    after = {name: str(getattr(recipient, name) or "") for name in WRITTEN}
    emit_recipient_changed(actor, recipient, before=before, after=after)


def _must_not_contradict(session: Session, recipient: Recipient) -> None:
    """Raises Invalid if there are both allergies and "none known"."""
    if recipient.no_allergies_asked_on is not None and session.scalar(_in_force(recipient)):
        raise Invalid(
            {"no_allergies": _("You wrote allergies down: take them out, or untick this")}
        )


def _in_force(recipient: Recipient) -> Select[Allergy]:
    return select(Allergy).where(
        Allergy.recipient_id == recipient.id,
        Allergy.family_id == recipient.family_id,
        Allergy.ended_at.is_(None),
    )


def _store_none_known(actor: Actor, recipient: Recipient, was_asked: bool) -> None:
    """Store that none are known; the first member who asked stays named while the answer holds."""
    if not was_asked:
        recipient.no_allergies_asked_on = recipient.no_allergies_asked_by = None
    elif recipient.no_allergies_asked_on is None:
        today = clock.now().astimezone(ZoneInfo(recipient.zone)).date()
        recipient.no_allergies_asked_on, recipient.no_allergies_asked_by = today, actor.name


def _store_allergies(session: Session, recipient: Recipient, said: Sequence[Pair]) -> None:
    """Store the list of allergies; those no longer in it end, but are not deleted."""
    known = {(row.substance, row.reaction): row for row in session.scalars(_in_force(recipient))}
    for pair in known.keys() - set(said):
        known[pair].ended_at = clock.now()
    for substance, reaction in [pair for pair in said if pair not in known]:
        session.add(
            Allergy(
                family_id=recipient.family_id,
                recipient_id=recipient.id,
                substance=substance,
                reaction=reaction,
                begun_at=clock.now(),
            )
        )
    session.flush()
